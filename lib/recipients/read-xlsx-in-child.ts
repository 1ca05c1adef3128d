import { type ChildProcess, spawn } from 'node:child_process'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { FileLimits } from './file-limits.ts'
import { FileProblem, type FileProblemCode, type Params } from './file-problem.ts'
import { createPlaces } from './places.ts'
import type { OnShare } from './read-xlsx.ts'
import type { SheetRow } from './xlsx-sheet.ts'

/** Each may take hundreds of megabytes; more at once wait their turn. */
const mostChildren = 2
const places = createPlaces(mostChildren)

type Message =
  | { rows: SheetRow[]; share: number }
  | { done: true }
  | { problem: { code: FileProblemCode; params: Params } }

/**
 * Like `readXlsx`, in a process of its own that gets no environment, little memory and limited
 * time, so that a hostile workbook ends that process and not ours. It waits while nobody asks for
 * rows and is killed when the iteration ends early; two of this process run at once, others wait.
 * Throws FileProblem; Error when it cannot run.
 */
export async function* readXlsxInChild(
  path: string,
  limits: FileLimits,
  onShare?: OnShare,
): AsyncGenerator<SheetRow[]> {
  const release = await places.take()
  try {
    yield* readInChild(path, limits, onShare)
  } finally {
    release()
  }
}

async function* readInChild(
  path: string,
  limits: FileLimits,
  onShare?: OnShare,
): AsyncGenerator<SheetRow[]> {
  const child = start(path, limits)
  const end = watch(child)
  let finished = false
  try {
    for await (const line of linesInTime(child, limits.workbookSeconds)) {
      const message = JSON.parse(line) as Message
      if ('problem' in message) throw new FileProblem(message.problem.code, message.problem.params)
      if ('rows' in message) {
        onShare?.(message.share)
        yield message.rows
      }
      finished = 'done' in message
    }
    if (!finished) throw failure(await end, limits)
  } finally {
    child.kill('SIGKILL')
  }
}

function start(path: string, limits: FileLimits): ChildProcess {
  const script = join(dirname(fileURLToPath(import.meta.url)), 'read-xlsx-child.ts')
  const memory = `--max-old-space-size=${limits.workbookMemoryMb}`
  return spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', memory, script, path, JSON.stringify(limits)],
    { stdio: ['ignore', 'pipe', 'pipe'], env: { NODE_ENV: 'production' } },
  )
}

type End = { code: number | null; signal: string | null; words: string; error?: Error }

function watch(child: ChildProcess): Promise<End> {
  let words = ''
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    words = (words + text).slice(-8000)
  })
  return new Promise((resolve) => {
    child.on('error', (error) => resolve({ code: null, signal: null, words, error }))
    child.on('close', (code, signal) => resolve({ code, signal, words }))
  })
}

/** Out of memory is the file's doing; anything else is ours, and no message for staff. */
function failure(end: End, limits: FileLimits): Error {
  const outOfMemory =
    end.signal === 'SIGABRT' ||
    end.code === 134 ||
    /heap out of|Invalid string length/.test(end.words)
  if (outOfMemory) {
    return new FileProblem('archive_too_large', { limitMb: limits.workbookMemoryMb })
  }
  const how = end.signal ?? `status ${end.code}`
  return new Error(`the process that reads workbooks ended with ${how}: ${end.words}`, {
    cause: end.error,
  })
}

/** Lines of the child's output. Only the time that we wait for it counts, not what we do between. */
async function* linesInTime(child: ChildProcess, seconds: number): AsyncGenerator<string> {
  const output = child.stdout?.setEncoding('utf8')
  if (!output) return
  const chunks: AsyncIterator<string> = output[Symbol.asyncIterator]()
  let left = seconds * 1000
  let parts: string[] = []
  for (;;) {
    const started = performance.now()
    const next = await withinTime(chunks.next(), left, seconds)
    left -= performance.now() - started
    if (next.done) return
    const [head = '', ...more] = next.value.split('\n')
    parts.push(head)
    for (const piece of more) {
      yield parts.join('')
      parts = [piece]
    }
  }
}

async function withinTime<T>(promise: Promise<T>, left: number, seconds: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new FileProblem('too_slow', { seconds })), Math.max(0, left))
  })
  try {
    return await Promise.race([promise, late])
  } finally {
    clearTimeout(timer)
  }
}
