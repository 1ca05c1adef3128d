import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Check, checks } from '#lib/runtime/checks.ts'
import type { Count } from '#lib/runtime/count-tests.ts'

const wanted = process.argv.slice(2)
const chosen = checks.filter(
  ({ name }) => wanted.length === 0 || wanted.some((w) => name.includes(w)),
)
if (chosen.length === 0) {
  console.error(`No such check. There are: ${checks.map(({ name }) => name).join(', ')}`)
  process.exit(2)
}

const scratch = mkdtempSync(join(tmpdir(), 'sms-console-test-'))
process.on('exit', () => rmSync(scratch, { recursive: true, force: true }))
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP', 'disconnect'] as const)
  process.on(signal, () => process.exit(1))

const total: Count = { passed: 0, failed: 0, skipped: 0 }
const broken: string[] = []
const begun = new Map<Check, Promise<Count>>()
/** Begins a check unless it has begun; what it throws is a failure. */
function begin(check: Check): Promise<Count> {
  const running =
    begun.get(check) ??
    check.run(scratch).catch((error: Error): Count => {
      console.error(error.message)
      return { passed: 0, failed: 1, skipped: 0 }
    })
  begun.set(check, running)
  return running
}

for (const check of chosen) {
  const { name } = check
  const others = chosen.filter(({ beside }) => beside === name)
  console.log(`\n── ${[name, ...others.map((other) => other.name)].join(', ')} ──`)
  const running = begin(check)
  for (const other of others) void begin(other)
  const count = await running
  total.passed += count.passed
  total.failed += count.failed
  total.skipped += count.skipped
  if (count.failed > 0) broken.push(name)
}

if (broken.length > 0) console.log(`\nFailed: ${broken.join(', ')}`)
const skipped = total.skipped > 0 ? `, ${total.skipped} skipped` : ''
console.log(`\n${total.passed} passed, ${total.failed} failed${skipped}`)
process.exit(total.failed > 0 ? 1 : 0)
