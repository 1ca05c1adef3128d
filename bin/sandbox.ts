import { parseArgs } from 'node:util'
import { startSandbox } from '#lib/sandbox/start.ts'

const { values } = parseArgs({
  options: {
    'data-dir': { type: 'string' },
    host: { type: 'string' },
    'control-port': { type: 'string', default: '0' },
    'infocloud-port': { type: 'string', default: '0' },
    'upyun-port': { type: 'string', default: '0' },
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
  ports: {
    control: Number(values['control-port']),
    infocloud: Number(values['infocloud-port']),
    upyun: Number(values['upyun-port']),
  },
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
