/** Every queue there is: what it carries, and how often it is tried. */
export type JobData = {
  'import-recipients': { batchId: string }
  'poll-balance': { channelId: string }
  'sync-templates': { channelId: string }
}
export type JobName = keyof JobData

export type QueueOptions = {
  retryLimit: number
  retryDelay: number
  retryBackoff: boolean
  expireInSeconds: number
  /** A worker that stops beating for this long has died; its job goes to another. */
  heartbeatSeconds?: number
  policy?: 'standard' | 'singleton' | 'stately' | 'short' | 'exclusive'
}

const quick: QueueOptions = {
  retryLimit: 3,
  retryDelay: 2,
  retryBackoff: true,
  expireInSeconds: 120,
  heartbeatSeconds: 20,
}

export const queues: { name: JobName; options: QueueOptions }[] = [
  { name: 'import-recipients', options: { ...quick, retryLimit: 5, expireInSeconds: 3600 } },
  { name: 'poll-balance', options: { ...quick, retryLimit: 0, policy: 'short' } },
  { name: 'sync-templates', options: { ...quick, retryLimit: 1, policy: 'short' } },
]
