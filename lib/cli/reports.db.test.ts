import { afterAll, beforeAll, expect, test } from 'vitest'
import { addInfocloud, type CliDatabase, openCliDatabase } from './testing/cli-database.ts'
import { runSms } from './testing/run-sms.ts'

let database: CliDatabase
beforeAll(async () => {
  database = await openCliDatabase()
  await addInfocloud(database)
}, 60_000)
afterAll(() => database.close())

test('report read-again puts the unreadable pushes of a channel back, and says how many', async () => {
  await database.query(`insert into raw_callbacks
    (channel_id, source, method, query, content_type, body, state, problem)
    select id, 'push', 'POST', '', '', 'x', 'unreadable', 'bad_response' from channels`)
  const said = await runSms(database.variables, ['report', 'read-again', 'main'])
  expect(said).toMatchObject({ status: 0, stderr: '' })
  expect(said.stdout).toContain('Pushes of “main” that are read again: 1.')
  const [row] = await database.query('select state, problem from raw_callbacks')
  expect(row).toEqual({ state: 'received', problem: null })
  expect(await database.ask(['report', 'read-again', 'main'])).toMatchObject({ pushes: 0 })
})
