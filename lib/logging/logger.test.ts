import pino from 'pino'
import { expect, test } from 'vitest'
import { logger } from './logger.ts'
import { maskPhones } from './mask-phones.ts'

test('masks mobile numbers and leaves longer digits alone', () => {
  expect(maskPhones('to 13800138000, +8613912345678')).toBe('to 138****8000, +86139****5678')
  expect(maskPhones('"vendorId":"1380013800099","n":13800138000')).toBe(
    '"vendorId":"1380013800099","n":138****8000',
  )
})

test.each([
  ['{"phone":"\\u000113800138000"}', '{"phone":"\\u0001138****8000"}'],
  ['\\u000e13800138000\\u0000', '\\u000e138****8000\\u0000'],
  ['?q=%2013800138000&x', '?q=%20138****8000&x'],
  ['138 0013 8000', '138 **** 8000'],
  ['138-0013-8000,', '138-****-8000,'],
  ['+86 138.0013.8000', '+86 138.****.8000'],
  ['q=138%200013%208000', 'q=138%20****%208000'],
  ['1３８００1３8000', '1３８****8000'],
  ['138\u00a00013\u00a08000', '138\u00a0****\u00a08000'],
])('masks %j', (text, masked) => expect(maskPhones(text)).toBe(masked))

test.each([
  '"at":1795268308892',
  'a138-0013-8000-4000-900000000001',
  '2026-11-21 13:00:00',
  '"ms":139.25,"n":13800',
  'v1.39.2000.4000',
])('leaves %j alone', (text) => expect(maskPhones(text)).toBe(text))

test('an error is written without the parameters of its query', () => {
  const query = Object.assign(
    new Error('Failed query: insert into users\nparams: somebody,$argon2id$hash', {
      cause: new Error('duplicate key'),
    }),
    { params: ['somebody', '$argon2id$hash'], query: 'insert into users' },
  )
  const write = logger[pino.symbols.serializersSym as never] as { err(error: unknown): object }
  const plain = write.err(new AggregateError([query], 'two'))
  const text = JSON.stringify([plain, write.err(query)])
  expect(text).not.toContain('argon2id')
  expect(text).toContain('insert into users')
  expect(text).toContain('duplicate key')
})

test('an error of the database is written without the row it stumbled over', () => {
  const refused = Object.assign(new Error('duplicate key'), {
    ...{ routine: '_bt_check_unique', code: '23505', constraint: 'users_email' },
    ...{ detail: 'Key (email)=(somebody@example.com) already exists.', where: 'COPY line 3: "x"' },
  })
  const write = logger[pino.symbols.serializersSym as never] as { err(error: unknown): object }
  const plain = write.err(refused)
  expect(plain).toMatchObject({ code: '23505', constraint: 'users_email' })
  expect(JSON.stringify(plain)).not.toMatch(/somebody|COPY line/)
  expect(
    write.err(Object.assign(new Error('refused'), { detail: 'no such template' })),
  ).toMatchObject({
    detail: 'no such template',
  })
})
