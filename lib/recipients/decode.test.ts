import fc from 'fast-check'
import iconv from 'iconv-lite'
import { expect, test } from 'vitest'
import { decodeStream } from './decode.ts'
import { type Encoding, guessEncoding } from './guess-encoding.ts'
import { sourceOf } from './read-for-tests.ts'

async function decode(bytes: Uint8Array, encoding: Encoding, chunkSize?: number): Promise<string> {
  let text = ''
  for await (const piece of decodeStream(sourceOf(bytes, chunkSize), encoding)) text += piece
  return text
}
const chinese = '手机号,姓名\n13800138000,张三丰\n'

test.each<[string, Uint8Array, Encoding]>([
  ['UTF-8', Buffer.from(chinese), 'utf-8'],
  ['UTF-8 with a mark', Buffer.from(`\uFEFF${chinese}`), 'utf-8'],
  ['GBK', iconv.encode(chinese, 'gbk'), 'gb18030'],
  ['GB18030 with a mark', iconv.encode(`\uFEFF${chinese}`, 'gb18030'), 'gb18030'],
  ['UTF-16 of Windows', iconv.encode(chinese, 'utf-16le', { addBOM: true }), 'utf-16le'],
  ['UTF-16 big endian', iconv.encode(chinese, 'utf-16be', { addBOM: true }), 'utf-16be'],
])('%s is found and read without its mark, wherever it is cut', async (_, bytes, encoding) => {
  for (let size = 1; size <= bytes.length; size++) {
    expect(await guessEncoding(sourceOf(bytes, size))).toBe(encoding)
    expect(await decode(bytes, encoding, size)).toBe(chinese)
  }
})

test('GBK is found after a megabyte of digits', async () => {
  const digits = Buffer.from('13800138000,1\n'.repeat(80_000))
  const bytes = Buffer.concat([digits, iconv.encode('13800138000,张三\n', 'gbk')])
  expect(await guessEncoding(sourceOf(bytes))).toBe('gb18030')
})

test('one broken byte does not turn UTF-8 into GB18030', async () => {
  const bytes = Buffer.concat([
    Buffer.from(chinese),
    Buffer.from([0xe5, 0xbc]),
    Buffer.from(',1\n'),
  ])
  expect(await guessEncoding(sourceOf(bytes))).toBe('utf-8')
  expect(await decode(bytes, 'utf-8')).toBe(`${chinese}\uFFFD,1\n`)
})

test('a broken byte of GBK never swallows the comma or line break after it', async () => {
  const bytes = Buffer.from([0x81, 0x2c, 0x81, 0x0a, 0x81, 0x30, 0x81, 0x2c, 0x41])
  for (let size = 1; size <= bytes.length; size++) {
    const text = await decode(bytes, 'gb18030', size)
    expect(text.replace(/[\uFFFD0]+/g, '?')).toBe('?,?\n?,A')
  }
})

const encodings: Encoding[] = ['utf-8', 'gb18030', 'utf-16le', 'utf-16be']
const bytes = fc.uint8Array({ minLength: 1, maxLength: 60 })
test.each(encodings)('%s: any bytes decode, the same wherever they are cut', async (encoding) => {
  await fc.assert(
    fc.asyncProperty(bytes, fc.integer({ min: 1, max: 9 }), async (input, size) => {
      const text = await decode(input, encoding)
      expect(text.isWellFormed()).toBe(true)
      expect(await decode(input, encoding, size)).toBe(text)
    }),
    { numRuns: 1500 },
  )
})
