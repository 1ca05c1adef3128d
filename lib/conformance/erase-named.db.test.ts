import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { auditEntries } from '#db/schema/audit.ts'
import { cancelBatch } from '#lib/batches/cancel.ts'
import { confirmBatch } from '#lib/batches/confirm.ts'
import { settleMessage } from '#lib/messages/settle-message.ts'
import { erasePhone } from '#lib/personal-data/erase-phone.ts'
import { makeDraftOf, openConsole, type TestConsole } from './console.fixture.ts'
import { findInDatabase } from './find-in-database.fixture.ts'
import { drain, openPlace, referenceOf } from './protocol.fixture.ts'

const phone = '13800860001'
const others = [3, 4, 5, 6, 7, 8].map((last) => `1390013900${last}`)
const spelt = [
  ...[`联系${phone}`, '138-0086-0001', '１３８００８６０００１'],
  ...['+86(138)00860001', '138—0086—0001', '138  0086  0001'],
]

let world: TestConsole
beforeAll(async () => {
  world = await openConsole({ decideByPhone: true, reviewDelayMs: 0 })
})
afterAll(() => world.close())

const fileOf = () =>
  ['手机号,姓名,金额', ...others.map((other, n) => `${other},${spelt[n]},${n}`)].join('\n')
const valuesOf = async (batchId: string) =>
  (
    await world.ctx.db.execute<{ values: string[] }>(
      sql`select values from messages where batch_id = ${batchId} order by row`,
    )
  ).rows.map(({ values }) => values[0])

test('what people wrote of a phone goes with it: names, reasons, texts to others', async () => {
  const { ctx } = world
  const place = await openPlace(world, 'infocloud')
  const file = fileOf()
  const named = { ...place, file, name: `给 ${phone} 的通知` }
  const sent = await makeDraftOf(ctx, named)
  await confirmBatch(ctx, { batchId: sent, scheduledAt: null })
  await drain(world, sent)
  const { rows } = await ctx.db.execute<{ id: string }>(sql`update messages set status = 'unknown'
    where batch_id = ${sent} and phone = ${others[0]} returning id`)
  await ctx.db.execute(sql`update submissions set lease_until = now() - interval '1 second'`)
  const reason = `${phone} 打电话说收到了`
  const messageId = Number(rows[0]?.id)
  const reference = await referenceOf(world, messageId)
  await settleMessage(ctx, { messageId, as: 'delivered', reference, reason })

  const waiting = await makeDraftOf(ctx, { ...place, file })
  await confirmBatch(ctx, { batchId: waiting, scheduledAt: new Date(Date.now() + 86_400_000) })
  await expect(erasePhone(ctx, { phone })).rejects.toMatchObject({
    code: 'erase_named_waiting',
    params: { count: 6 },
  })
  for (const one of [sent, waiting]) expect(await valuesOf(one)).toEqual(spelt)
  await cancelBatch(ctx, { batchId: waiting })

  expect(await erasePhone(ctx, { phone })).toMatchObject({ named: 12, messages: 0 })
  expect(await findInDatabase(ctx.db, phone)).toEqual([])
  for (const one of [sent, waiting]) {
    expect(await valuesOf(one)).toEqual(['联系1380*******', ...Array(5).fill('1380*******')])
  }
  const entries = await ctx.db.select().from(auditEntries)
  expect(JSON.stringify(entries)).toContain('给 138****0001 的通知')
  expect(JSON.stringify(entries)).toContain('138****0001 打电话说收到了')
  expect(await erasePhone(ctx, { phone })).toMatchObject({ named: 0 })
}, 120_000)
