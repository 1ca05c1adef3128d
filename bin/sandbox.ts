import { parseArgs } from 'node:util'
import { startSandbox } from '#lib/sandbox/start.ts'

const { values } = parseArgs({
  options: {
    'data-dir': { type: 'string' },
    host: { type: 'string' },
    /** `name=number`, of a vendor or of `control`; any free one where none is said. */
    port: { type: 'string', multiple: true, default: [] },
    /** Milliseconds, `min-max`. */
    'report-delay': { type: 'string', default: '2000-15000' },
    'review-delay': { type: 'string', default: '5000' },
    'failure-rate': { type: 'string', default: '0.04' },
    'reply-rate': { type: 'string', default: '0.02' },
    'decide-by-phone': { type: 'boolean', default: false },
  },
})

const [min = 0, max = min] = values['report-delay'].split('-').map(Number)
const sandbox = await startSandbox({
  ...(values.host && { host: values.host }),
  ...(values['data-dir'] && { dataDir: values['data-dir'] }),
  ports: Object.fromEntries(
    values.port.map((pair) => pair.split('=')).map(([name, port]) => [name, Number(port)]),
  ),
  reportDelayMs: [min, max],
  reviewDelayMs: Number(values['review-delay']),
  failureRate: Number(values['failure-rate']),
  replyRate: Number(values['reply-rate']),
  decideByPhone: values['decide-by-phone'],
})
const { urls, controlUrl, accounts } = sandbox
process.stdout.write(`${JSON.stringify({ urls, controlUrl, accounts })}\n`)

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => void sandbox.stop())
}
