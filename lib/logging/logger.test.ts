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
