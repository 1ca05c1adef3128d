import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Db, Tx } from '#db/client.ts'
import { createTestDatabase, type TestDatabase } from '#db/testing.ts'
import { listBatches } from '#lib/batches/list-batches.ts'
import { createDraftWorld } from '#lib/batches/testing/draft-world.ts'
import type { Context } from '#lib/context.ts'
import { changeSettings } from '#lib/settings/change-settings.ts'
import type { Cli } from '../cli.ts'
import { cliWords } from '../words.ts'
import { batchSend } from './send.ts'

let database: TestDatabase
let world: Awaited<ReturnType<typeof createDraftWorld>>
const folder = mkdtempSync(join(tmpdir(), 'sms-send-'))
const file = join(folder, 'people.csv')
let notes: string[] = []
beforeAll(async () => {
  database = await createTestDatabase()
  world = await createDraftWorld(database.url)
})
beforeEach(async () => {
  notes = []
  writeFileSync(file, `手机号,姓名,金额\n13900139001,张三,${Math.random()}\n`)
})
afterAll(async () => {
  await world.close()
  await database.drop()
  rmSync(folder, { recursive: true })
})

const send = async (more: Partial<Parameters<typeof batchSend>[1]> = {}, db = world.ctx.db) => {
  const ctx: Context = { ...world.ctx, db }
  const cli: Cli = {
    locale: 'en',
    words: cliWords.en,
    note: (text) => void notes.push(text),
    context: async () => ctx,
    act: () => () => Promise.resolve(),
  }
  const of = { channel: world.channelId, template: world.templateId, file }
  const answer = await batchSend(cli, { ...of, yes: true, ...more })
  return answer.json as { id: string; state: string }
}
const countSent = async () => (await listBatches(world.ctx, { state: undefined })).rows.length

/** A database that breaks `times` confirmations: after their commit, or before it. */
function breaking(times: number, isCommitted: boolean): Db {
  let left = times
  const transaction = (target: Db) => async (work: (tx: Tx) => Promise<unknown>) => {
    let broken = false
    const result = await target.transaction(async (tx) => {
      const before = await countConfirmed(tx)
      const done = await work(tx)
      broken = left > 0 && (await countConfirmed(tx)) > before
      if (broken && !isCommitted) {
        left--
        throw new Error('Connection terminated unexpectedly')
      }
      return done
    })
    if (!broken) return result
    left--
    throw new Error('Connection terminated unexpectedly')
  }
  return new Proxy(world.ctx.db, {
    get: (target, name) =>
      name === 'transaction' ? transaction(target) : target[name as keyof Db],
  })
}
async function countConfirmed(tx: Tx): Promise<number> {
  const { rows } = await tx.execute<{ n: number }>(
    sql`select count(*)::int as n from batches where confirmed_at is not null`,
  )
  return rows[0]?.n ?? 0
}

test.each([true, false])(
  'a confirmation whose answer is lost is found out and not called a failure (committed: %s)',
  async (isCommitted) => {
    const before = await countSent()
    const sent = await send({}, breaking(1, isCommitted))
    expect(sent.state).toBe('sending')
    expect(await countSent()).toBe(before + 1)
  },
)

test('the same file is not sent twice unasked, by whatever name; a word or time lets it', async () => {
  const first = await send()
  const before = await countSent()
  const renamed = join(folder, 'renamed.csv')
  copyFileSync(file, renamed)
  const again = send({ file: renamed })
  await expect(again).rejects.toMatchObject({ code: 'sent_before' })
  expect(await countSent()).toBe(before)
  expect((await send({ allowRepeat: true })).id).not.toBe(first.id)
  const { repeatHours } = await changeSettings(world.ctx, { repeatHours: 1 })
  expect(repeatHours).toBe(1)
  await world.ctx.db.execute(sql`update batches set confirmed_at = now() - interval '61 minutes'`)
  expect((await send()).state).toBe('sending')
})

test('a batch that reached nobody does not keep its file from being sent', async () => {
  const { id } = await send()
  const end = sql`update batches set state = 'finished', finished_at = now() where id = ${id}`
  await world.ctx.db.execute(end)
  expect((await send()).id).not.toBe(id)
})

test('a request with a key sends once, also by two at a time, and answers with its batch', async () => {
  const before = await countSent()
  const [one, two] = await Promise.all([
    send({ once: 'payday', allowRepeat: true }),
    send({ once: 'payday', allowRepeat: true }),
  ])
  expect(two.id).toBe(one.id)
  expect((await send({ once: 'payday', at: new Date(0) })).id).toBe(one.id)
  expect(await countSent()).toBe(before + 1)
  expect(notes.join()).toContain('made before')
})

test('a request with a key is answered with its batch when that went out while it was checked', async () => {
  const before = await countSent()
  let first: { id: string } | undefined
  // Its draft is being made, from which only a database can tell when: the other sends all the while.
  const db = new Proxy(world.ctx.db, {
    get: (target, name) => {
      if (name !== 'transaction') return target[name as keyof Db]
      return async (work: (tx: Tx) => Promise<unknown>) => {
        first ??= await send({ once: 'bonus' })
        return target.transaction(work)
      }
    },
  })
  const second = await send({ once: 'bonus' }, db)
  expect(second.id).toBe(first?.id)
  expect(await countSent()).toBe(before + 1)
  const other = send({ once: 'another' })
  await expect(other).rejects.toMatchObject({ code: 'sent_before' })
})

test('a key of another file is refused, and no key at all', async () => {
  await send({ once: 'monday' })
  const before = await countSent()
  writeFileSync(file, '手机号,姓名,金额\n13900139002,李四,7\n')
  await expect(send({ once: 'monday' })).rejects.toMatchObject({ code: 'once_other' })
  await expect(send({ once: '' })).rejects.toThrow('--once needs')
  expect(await countSent()).toBe(before)
})
