import { randomBytes } from 'node:crypto'
import type { Db } from '#db/client.ts'
import { batches } from '#db/schema/batches.ts'
import { channels } from '#db/schema/channels.ts'
import { batchCounts } from '#db/schema/counts.ts'
import { messages } from '#db/schema/messages.ts'
import { submissions } from '#db/schema/submissions.ts'
import { templates } from '#db/schema/templates.ts'
import type { Role } from '#lib/auth/roles.ts'
import type { Context } from '#lib/context.ts'
import type { Message } from './types.ts'

/** A context for tests: no vendor is called and no job is made by what they test. */
export function testContext(db: Db, role: Role = 'operator'): Context {
  const refuse = () => Promise.reject(new Error('no call is expected here'))
  return {
    db,
    actor: { id: null, name: 'Ada', role, via: 'console', address: '192.0.2.7' },
    keys: { current: 'k1', keys: new Map([['k1', randomBytes(32)]]) },
    http: refuse,
    jobs: { enqueue: refuse },
    callbackOrigin: 'https://sms.example',
  }
}

export async function seedChannel(db: Db, name: string, vendor = 'infocloud'): Promise<string> {
  const [row] = await db
    .insert(channels)
    .values({
      vendor,
      name,
      credentials: 'k1.x',
      keyId: 'k1',
      price: '0.0500',
      callbackToken: 'k1.x',
      callbackTokenHash: randomBytes(8).toString('hex'),
    })
    .returning({ id: channels.id })
  if (!row) throw new Error('no channel')
  return row.id
}

type Some = Partial<Omit<Message, 'id' | 'batchId' | 'channelId' | 'createdAt'>> & { phone: string }
type BatchSeed = {
  name: string
  firstId: number
  createdAt: Date
  messages: Some[]
  state?: 'sending' | 'finished' | 'paused' | 'aborted'
  confirmed?: boolean
}

/** A batch whose messages have the ids from `firstId` on, and what counts them. */
export async function seedBatch(db: Db, channelId: string, seed: BatchSeed): Promise<string> {
  const [template] = await db
    .insert(templates)
    .values({
      channelId,
      title: 'Order',
      signature: 'Acme',
      text: 'Dear {name}, your order is here.',
      variables: ['name'],
      category: 'notification',
    })
    .returning()
  if (!template) throw new Error('no template')
  const lastId = seed.firstId + seed.messages.length - 1
  const confirmedAt = seed.confirmed === false ? null : new Date(seed.createdAt.getTime() + 60_000)
  const [batch] = await db
    .insert(batches)
    .values({
      name: seed.name,
      channelId,
      templateId: template.id,
      template: {
        title: template.title,
        signature: template.signature,
        signaturePosition: 'top',
        text: template.text,
        variables: template.variables,
        category: template.category,
        vendorId: null,
      },
      state: confirmedAt ? (seed.state ?? 'finished') : 'draft',
      recipientCount: seed.messages.length,
      firstId: seed.firstId,
      lastId,
      nextId: lastId + 1,
      createdAt: seed.createdAt,
      confirmedAt,
    })
    .returning({ id: batches.id })
  if (!batch) throw new Error('no batch')
  if (seed.messages.length > 0) await insertMessages(db, { batchId: batch.id, channelId }, seed)
  return batch.id
}

async function insertMessages(
  db: Db,
  scope: { batchId: string; channelId: string },
  { firstId, createdAt, messages: some }: BatchSeed,
): Promise<void> {
  const rows = some.map((one, n) => ({
    ...scope,
    id: firstId + n,
    createdAt,
    row: n + 2,
    values: ['Li'],
    segments: 1,
    status: 'delivered' as const,
    ...one,
  }))
  await db.insert(messages).values(rows)
  for (const row of rows) {
    await db
      .insert(batchCounts)
      .values({ batchId: scope.batchId, status: row.status, messages: 1, segments: row.segments })
      .onConflictDoNothing()
  }
}

type CallSeed = Partial<typeof submissions.$inferInsert> & {
  batchId: string
  channelId: string
  messagesCreatedAt: Date
  firstId: number
  lastId: number
}

export async function seedCall(db: Db, seed: CallSeed): Promise<number> {
  const [row] = await db
    .insert(submissions)
    .values({
      reference: randomBytes(12).toString('hex'),
      recipientCount: seed.lastId - seed.firstId + 1,
      state: 'accepted',
      worker: 'test',
      leaseUntil: new Date(Date.now() - 60_000),
      ...seed,
    })
    .returning({ id: submissions.id })
  if (!row) throw new Error('no call')
  return row.id
}
