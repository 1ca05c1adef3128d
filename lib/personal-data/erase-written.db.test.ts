import iconv from 'iconv-lite'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { blocklist, optOuts } from '#db/schema/opt-outs.ts'
import { inboundMessages, rawCallbacks } from '#db/schema/reports.ts'
import { addSandboxChannel, createWorld } from '#lib/channels/testing/world.ts'
import { erasePhone } from './erase-phone.ts'

let world: Awaited<ReturnType<typeof createWorld>>
let channelId: string
beforeAll(async () => {
  world = await createWorld()
  channelId = await addSandboxChannel(world, 'infocloud', 'channel')
})
afterAll(() => world.close())

const phone = '13612348765'
const other = '13900139002'
const words = '请打 136-1234-8765 或 １３６１２３４８７６５'
const blanked = '请打 1361******* 或 1361*******'
const longer = '单号 136123487651'

test('replies of others, reasons of people: the phone goes however it is written', async () => {
  const { db, actor } = world.ctx
  const at = new Date()
  const reply = { channelId, phone: other, at, callbackId: 1 }
  await db.insert(inboundMessages).values([
    { ...reply, content: words, fingerprint: 'a' },
    { ...reply, content: longer, fingerprint: 'b' },
  ])
  await db.insert(optOuts).values({ phone: other, source: 'manual', undoReason: words })
  await db
    .insert(blocklist)
    .values({ phone: other, reason: words, createdBy: actor.id, undoReason: '+86(136)12348765' })
  await erasePhone(world.ctx, { phone })
  const contents = await db.select().from(inboundMessages).orderBy(inboundMessages.id)
  expect(contents.map(({ content }) => content)).toEqual([blanked, longer])
  expect((await db.select().from(optOuts))[0]).toMatchObject({ undoReason: blanked })
  expect((await db.select().from(blocklist))[0]).toMatchObject({
    reason: blanked,
    undoReason: '1361*******',
  })
})

test('a push goes that names it, in whatever encoding; one of a longer number stays', async () => {
  const { db } = world.ctx
  const row = { channelId, source: 'push', method: 'POST', contentType: '' } as const
  const bodies = [
    Buffer.from(words),
    iconv.encode(words, 'gb18030'),
    Buffer.from(`content=${encodeURIComponent(words)}`),
    Buffer.from(longer),
  ]
  const applied = { ...row, query: '', state: 'applied' } as const
  await db.insert(rawCallbacks).values(bodies.map((body) => ({ ...applied, body })))
  const query = `content=${encodeURIComponent(words)}`
  await db
    .insert(rawCallbacks)
    .values({ ...row, query, body: Buffer.from(words), problem: words, state: 'unreadable' })
  expect(await erasePhone(world.ctx, { phone })).toMatchObject({ pushes: 4 })
  const rows = await db.select().from(rawCallbacks).orderBy(rawCallbacks.id)
  const kept = '请打 10000000000 或 10000000000'
  expect(rows.map(({ body }) => body.toString())).toEqual(['', '', '', longer, kept])
  expect(decodeURIComponent(rows[4]?.query ?? '')).toBe(`content=${kept}`)
  expect(rows[4]?.problem).toBe(kept)
})
