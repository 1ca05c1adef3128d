import { expect, test } from 'vitest'
import { maskOutput } from './mask-output.ts'

test('masks phones in what is printed, and passes the rest on', () => {
  const written: unknown[] = []
  const output = {
    write: (...all: unknown[]) => {
      written.push(all)
      return true
    },
  }
  maskOutput([output])
  output.write('params: 13800138000,51\n', 'utf8')
  const bytes = Buffer.from('13800138000')
  output.write(bytes)
  expect(written).toEqual([['params: 138****8000,51\n', 'utf8'], [bytes]])
})
