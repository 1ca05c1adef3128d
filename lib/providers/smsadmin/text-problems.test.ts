import iconv from 'iconv-lite'
import { describe, expect, it } from 'vitest'
import { decodeGbk, encodeGbk, isGbk, percentEncode, readEncoded } from './gbk.ts'
import { smsadmin } from './provider.ts'

describe('GBK', () => {
  it.each(['收到', '﹏￥“”—…·①Ⅳ', '镕喆', 'ABC\r\n\t'])('has %s', (text) => {
    expect(isGbk(text)).toBe(true)
    expect(decodeGbk(encodeGbk(text))).toBe(text)
  })
  it.each(['😀', '€', '𠮷', '™️', 'é😀', '㐀', '﻿'])('has no %j', (text) => {
    expect(isGbk(text)).toBe(false)
  })
  it('is what isGbk says of each character, and is read as GB18030', () => {
    const characters = Array.from({ length: 0x10000 }, (_, code) => String.fromCharCode(code))
    const gbk = characters.filter(isGbk)
    // 21,886 in GBK and a few that CP936 adds, the 128 of ASCII among them; no private ones.
    expect(gbk.length).toBeGreaterThan(21_900)
    expect(gbk.length).toBeLessThan(22_100)
    const all = gbk.join('')
    expect(decodeGbk(encodeGbk(all))).toBe(all)
    expect(readEncoded(Buffer.from(percentEncode(all), 'latin1'))).toBe(all)
    expect(decodeGbk(iconv.encode('𠮷😀', 'gb18030'))).toBe('𠮷😀')
  })
})

describe('what the format cannot carry', () => {
  it.each([
    ['张三', undefined],
    ['a，b；c', undefined],
    ['a,b', 'value_separator'],
    ['a;b', 'value_separator'],
    ['{value1}', 'value_marker'],
    ['😀', 'value_gbk'],
    ['【x】', 'value_brackets'],
  ])('value %s: %s', (value, problem) => {
    expect(smsadmin.valueProblem?.(value)).toBe(problem)
  })
  it.each([
    ['【云通信】您好, 张三; 再见', undefined],
    ['【云通信】😀', 'text_gbk'],
    ['【云通信】{value12}', 'text_marker'],
    ['【云通信】{value}', undefined],
  ])('text %s: %s', (text, problem) => {
    expect(smsadmin.textProblem?.(text)).toBe(problem)
  })
  it('and a template of it', () => {
    const draft = { title: '', signature: '云通信', text: '{姓名}您好', settings: {} }
    const codes = (change: object) =>
      smsadmin
        .templateProblems({ ...draft, category: 'notification', ...change })
        .map(({ field, code }) => `${field} ${code}`)
    expect(codes({})).toEqual([])
    expect(codes({ text: '😀{a}' })).toEqual(['text text_gbk'])
    expect(codes({ text: '【a】' })).toEqual(['text text_brackets'])
    expect(codes({ signature: '【云】😀' })).toEqual([
      'signature signature_brackets',
      'signature text_gbk',
    ])
    expect(codes({ text: '' })).toEqual(['text text_required'])
  })
})
