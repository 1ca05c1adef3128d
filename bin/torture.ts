// The harness's own queue loses its database as well, and would say so each time.
import '../torture/quiet.ts'
import { randomInt } from 'node:crypto'
import { parseArgs } from 'node:util'
import { describeTotals } from '../torture/describe.ts'
import { runTorture } from '../torture/run.ts'

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: String(randomInt(1, 1_000_000_000)) },
    seconds: { type: 'string', default: '600' },
    kills: { type: 'string', default: 'Infinity' },
    recipients: { type: 'string', default: 'Infinity' },
    'resume-limit': { type: 'string', default: '30' },
    workers: { type: 'string', default: '3' },
    queue: { type: 'string', default: '2000' },
    pace: { type: 'string', default: '1' },
  },
})
const options = {
  seed: Number(values.seed),
  seconds: Number(values.seconds),
  kills: Number(values.kills),
  recipients: Number(values.recipients),
  resumeLimit: Number(values['resume-limit']),
  workers: Number(values.workers),
  queue: Number(values.queue),
  pace: Number(values.pace),
}

const result = await runTorture(options)
for (const problem of result.tally.problems) console.error(problem)
console.log(describeTotals(options, result))
process.exit(result.tally.problems.length > 0 ? 1 : 0)
