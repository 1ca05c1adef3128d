import { existsSync, linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { endProcess, identify, isAlive, type ProcessIdentity } from './process-identity.ts'

type Holding = { holder: ProcessIdentity; children: ProcessIdentity[] }
export type Lock = {
  /** Writes down a process that the next holder has to end, should this one be killed. */
  addChild(child: ProcessIdentity): void
  release(): void
}

/** An unreadable file is what a full disk or a cut-off write left: nobody holds it. */
function readHolding(file: string): Holding | undefined {
  if (!existsSync(file)) return undefined
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return undefined
  }
}

/** True while a living process holds it. */
export function isHeld(file: string): boolean {
  const holding = readHolding(file)
  return holding !== undefined && isAlive(holding.holder)
}

/**
 * Takes the lock, ending what a killed holder left running. Undefined when a living process holds
 * it. The file says who: number and start time, so that a number used again is not mistaken.
 */
export async function takeLock(file: string): Promise<Lock | undefined> {
  const holder = identify(process.pid)
  if (!holder) throw new Error('This system does not tell when a process started.')
  const mine: Holding = { holder, children: [] }
  const former = readHolding(file)
  if (former && isAlive(former.holder)) return undefined
  await Promise.all((former?.children ?? []).map((child) => endProcess(child)))
  if (!claim(file, mine)) return undefined
  // Two that found the same stale file: the later one's claim stands, the earlier one sees it here.
  await sleep(50)
  if (readHolding(file)?.holder.pid !== process.pid) return undefined
  const save = () => writeFileSync(file, JSON.stringify(mine), { mode: 0o600 })
  return {
    addChild: (child) => {
      mine.children.push(child)
      save()
    },
    release: () => rmSync(file, { force: true }),
  }
}

function claim(file: string, mine: Holding): boolean {
  const draft = `${file}.${process.pid}`
  writeFileSync(draft, JSON.stringify(mine), { mode: 0o600 })
  try {
    if (!isHeld(file)) rmSync(file, { force: true })
    linkSync(draft, file)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  } finally {
    rmSync(draft, { force: true })
  }
}
