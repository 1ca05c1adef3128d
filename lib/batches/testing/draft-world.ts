import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { connect } from '#db/client.ts'
import { templates } from '#db/schema/templates.ts'
import { users } from '#db/schema/users.ts'
import { addChannel } from '#lib/channels/add.ts'
import type { Context } from '#lib/context.ts'
import { readKeyring } from '#lib/crypto/keyring.ts'
import { createJobs } from '#lib/jobs/queue.ts'
import { listVariables } from '#lib/providers/texts.ts'
import { storeUpload } from '#lib/uploads/store-upload.ts'

export const noticeText = '{姓名}您好，本次收入{金额}元。'

/** A context of an operator on a real database, with an infocloud channel and a template. */
export async function createDraftWorld(url: string) {
  const db = connect(url, { name: 'test', max: 6 })
  const user = { email: 'operator@example.com', name: 'Operator', role: 'operator' as const }
  const [operator] = await db
    .insert(users)
    .values({ ...user, passwordHash: '-' })
    .returning()
  if (!operator) throw new Error('no user')
  const ctx: Context = {
    db,
    actor: { id: operator.id, name: operator.name, role: 'operator', via: 'console' },
    keys: readKeyring(`k1:${randomBytes(32).toString('base64')}`),
    http: () => Promise.reject(new Error('no network here')),
    jobs: createJobs(db),
    callbackOrigin: 'http://localhost',
  }
  const channel = await addChannel(ctx, {
    vendor: 'infocloud',
    name: 'infocloud',
    price: '0.0450',
    credentials: { apiKey: 'key', accessKey: 'secret' },
  })
  const template = await addTemplate(ctx, channel.id, noticeText)
  return { ctx, channelId: channel.id, templateId: template, close: () => db.$client.end() }
}

export async function addTemplate(ctx: Context, channelId: string, text: string): Promise<string> {
  const [template] = await ctx.db
    .insert(templates)
    .values({
      channelId,
      title: '入账通知',
      signature: '云通信',
      text,
      variables: listVariables(text),
      category: 'notification',
    })
    .returning()
  if (!template) throw new Error('no template')
  return template.id
}

export const sampleFile = (name: string): Buffer =>
  readFileSync(new URL(`../../recipients/samples/${name}`, import.meta.url))

export async function* streamOf(...parts: (Buffer | string)[]): AsyncGenerator<Uint8Array> {
  for (const part of parts) yield Buffer.from(part)
}

/** Stores a file as a person's browser does; gives its id. */
export async function upload(ctx: Context, fileName: string, bytes: Buffer | string) {
  const stored = await storeUpload(ctx, { fileName, stream: streamOf(bytes) })
  return stored.id
}
