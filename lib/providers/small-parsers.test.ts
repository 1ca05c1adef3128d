import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { excerpt, findEntry, numberLike, optionalText, readJson } from './answers.ts'
import { carrierOf } from './carriers.ts'
import { chinaDay, readChinaTime, readCompactTime } from './china-time.ts'
import { listFields } from './fields.ts'
import { readPhone } from './phones.ts'

const bytes = (text: string) => new TextEncoder().encode(text)

describe('carrierOf', () => {
  it.each([
    ['13800000000', 'cmcc'],
    ['19800000000', 'cmcc'],
    ['17050000000', 'cmcc'],
    ['18600000000', 'cucc'],
    ['17090000000', 'cucc'],
    ['13300000000', 'ctcc'],
    ['13490000000', 'ctcc'],
    ['13480000000', 'cmcc'],
    ['19200000000', 'cbn'],
    ['12000000000', undefined],
    ['', undefined],
  ])('%s is %s', (phone, carrier) => {
    expect(carrierOf(phone)).toBe(carrier)
  })
})

describe('readPhone', () => {
  it.each([
    ['13800000000', '13800000000'],
    [' 8613800000000 ', '13800000000'],
    ['+8613800000000', '13800000000'],
    ['008613800000000', '13800000000'],
    ['187****8801', undefined],
    ['1813757832089', undefined],
    ['', undefined],
    [undefined, undefined],
  ])('%s', (value, phone) => {
    expect(readPhone(value)).toBe(phone)
  })
})

describe('China time', () => {
  it.each([
    ['2104091735', '2021-04-09T09:35:00.000Z'],
    ['210409173559', '2021-04-09T09:35:59.000Z'],
    ['20210409173559', '2021-04-09T09:35:59.000Z'],
    ['2101010000', '2020-12-31T16:00:00.000Z'],
  ])('%s', (text, iso) => {
    expect(readCompactTime(text)?.toISOString()).toBe(iso)
  })
  it.each(['', '2102301200', '2113011200', '2101012500', '210409', 'abcdefghij', '-104091735'])(
    '%j is no time',
    (text) => {
      expect(readCompactTime(text)).toBeUndefined()
    },
  )
  it.each(['2026-11-21 10:00:00', ' 2026-11-21T10:00:00', '2026-11-21 10:00:00.0'])(
    '%s',
    (text) => {
      expect(readChinaTime(text)?.toISOString()).toBe('2026-11-21T02:00:00.000Z')
    },
  )
  it.each(['', '0000-00-00 00:00:00', '2026-02-30 10:00:00', '2026-11-21T10:00:00Z', '2026-11-21'])(
    '%j is no time in China',
    (text) => {
      expect(readChinaTime(text)).toBeUndefined()
    },
  )
  it('knows the day', () => {
    expect(chinaDay(new Date('2026-11-20T15:59:59Z'))).toBe('2026-11-20')
    expect(chinaDay(new Date('2026-11-20T16:00:00Z'))).toBe('2026-11-21')
  })
})

describe('answers', () => {
  it('keeps every digit of a big number', () => {
    expect(readJson(bytes('{"id":574730770464800768,"n":12}'))).toEqual({
      id: '574730770464800768',
      n: 12,
    })
  })
  it.each(['', '{', '<html>', '{"a":1}x'])('%j is no JSON', (text) => {
    expect(readJson(bytes(text))).toBeUndefined()
  })
  it('random bytes never throw', () => {
    fc.assert(fc.property(fc.uint8Array(), (raw) => void [readJson(raw), excerpt(200, raw)]))
  })
  it('reads texts and numbers as vendors mix them', () => {
    const read = (value: unknown) => optionalText.safeParse(value).data
    expect([read('a'), read(7), read('null'), read(null), read('')]).toEqual([
      'a',
      '7',
      undefined,
      undefined,
      undefined,
    ])
    expect(numberLike.parse(' 12 ')).toBe(12)
    expect(numberLike.safeParse('12 left').success).toBe(false)
  })
  it('looks codes up by own keys only', () => {
    expect(findEntry({ a: 1 }, 'a')).toBe(1)
    expect(findEntry({ a: 1 }, 'constructor')).toBeUndefined()
  })
})

describe('listFields', () => {
  const title = { 'zh-CN': '名', en: 'name' }
  it('describes a form in plain data', () => {
    const fields = listFields(
      z.object({
        key: z
          .string()
          .min(1)
          .meta({ field: { title, secret: true } }),
        note: z
          .string()
          .default('')
          .meta({ field: { title, help: title } }),
        kind: z
          .enum(['a', 'b'])
          .default('b')
          .meta({ field: { title, options: { a: title } } }),
        on: z.boolean().meta({ field: { title } }).default(false),
        count: z.number().optional().meta({ field: { title } }),
      }),
    )
    expect(JSON.parse(JSON.stringify(fields))).toEqual([
      { name: 'key', title, secret: true, input: 'text', required: true },
      {
        name: 'note',
        title,
        help: title,
        secret: false,
        input: 'text',
        required: false,
        default: '',
      },
      {
        name: 'kind',
        title,
        secret: false,
        input: 'select',
        required: false,
        default: 'b',
        options: [
          { value: 'a', label: title },
          { value: 'b', label: { 'zh-CN': 'b', en: 'b' } },
        ],
      },
      { name: 'on', title, secret: false, input: 'switch', required: false, default: false },
      { name: 'count', title, secret: false, input: 'number', required: false },
    ])
  })
  it('misses no field', () => {
    expect(() => listFields(z.object({ bare: z.string() }))).toThrow('bare')
  })
})
