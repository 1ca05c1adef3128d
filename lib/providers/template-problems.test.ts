import { describe, expect, it } from 'vitest'
import { infocloud } from './infocloud/provider.ts'
import { problemTexts } from './problem-texts.ts'
import { upyun } from './upyun/provider.ts'
import type { TemplateDraft } from './vendor-templates.ts'

const good: TemplateDraft = {
  title: '收入通知',
  signature: '云通信',
  text: '{姓名}您好，本次收入{金额}元。',
  category: 'notification',
  settings: {},
}
const codes = (provider: typeof infocloud | typeof upyun, change: Partial<TemplateDraft>) =>
  provider.templateProblems({ ...good, ...change }).map(({ code }) => code)

it('the sample’s template is right for both', () => {
  expect(codes(infocloud, {})).toEqual([])
  expect(codes(upyun, {})).toEqual([])
})

describe('infocloud refuses', () => {
  it.each<[Partial<TemplateDraft>, string[]]>([
    [{ text: '' }, ['text_required']],
    [{ text: '字'.repeat(501) }, ['text_too_long']],
    [{ text: '您【好' }, ['text_brackets']],
    [{ text: '[通知]您好' }, ['text_square_ends']],
    [{ text: '您好[回复T]' }, ['text_square_ends']],
    [{ text: '{姓名,20}您好' }, ['variable_syntax']],
    [{ text: `$\{姓名}您好` }, ['variable_syntax']],
    [{ text: '{}您好{' }, ['variable_unclosed']],
    [{ text: '{动态签名}{内容}' }, ['signature_variable']],
    [{ signature: '云' }, ['signature_length']],
    [{ signature: '云'.repeat(21) }, ['signature_length']],
    [{ signature: '【云通信】' }, ['signature_brackets']],
    [{ signature: '客服通知' }, ['signature_words']],
    [{ signature: '某某电信' }, ['signature_words']],
  ])('%j', (change, expected) => {
    expect(codes(infocloud, change)).toEqual(expected)
  })
  it('but not what it allows', () => {
    expect(codes(infocloud, { text: '字'.repeat(500) })).toEqual([])
    expect(codes(infocloud, { text: '{内容}', title: '' })).toEqual([])
    expect(codes(infocloud, { text: '请[按时]到' })).toEqual([])
  })
})

describe('upyun refuses', () => {
  const marketing = { category: 'marketing' as const }
  it.each<[Partial<TemplateDraft>, string[]]>([
    [{ text: ' ' }, ['text_required']],
    [{ title: '' }, ['title_required']],
    [{ title: '字'.repeat(12) }, ['title_length']],
    [{ signature: '云通' }, ['signature_length']],
    [{ signature: '云'.repeat(9) }, ['signature_length']],
    [{ signature: '云.通信' }, ['signature_symbols']],
    [{ signature: '【云通】' }, ['signature_symbols']],
    [{ text: '字'.repeat(345) }, ['content_too_long']],
    [{ text: `{a}${'字'.repeat(338)}` }, ['content_too_long']],
    [{ text: '您<好' }, ['text_angle']],
    [{ text: '您】好' }, ['text_brackets']],
    [{ text: '{a}{b}，' }, ['text_all_variable']],
    [{ text: '{$var1}您好' }, ['variable_syntax']],
    [{ ...marketing }, ['text_opt_out']],
    [{ ...marketing, text: '大促退订回T。' }, ['text_opt_out']],
    [{ ...marketing, text: '{a}退订回T' }, ['text_all_variable']],
    [{ settings: { signLocation: 'left' } }, ['setting_invalid']],
  ])('%j', (change, expected) => {
    expect(codes(upyun, change)).toEqual(expected)
  })
  it.each(['大促退订回T', '大促退订回TD', '大促退订回N'])('but not %s', (text) => {
    expect(codes(upyun, { ...marketing, text })).toEqual([])
  })
  it('and counts as the vendor does: 347 together are right', () => {
    expect(codes(upyun, { text: '字'.repeat(344) })).toEqual([])
    expect(codes(upyun, { text: `{姓名}${'字'.repeat(337)}` })).toEqual([])
  })
})

describe('values', () => {
  it.each([
    ['张三', undefined, undefined],
    ['a|b', undefined, 'value_pipe'],
    ['【x】', 'value_brackets', 'value_brackets'],
    ['https://x.cn/?a=<b>', undefined, undefined],
  ])('%s', (value, forInfocloud, forUpyun) => {
    expect(infocloud.valueProblem?.(value)).toBe(forInfocloud)
    expect(upyun.valueProblem?.(value)).toBe(forUpyun)
  })
})

it('every problem has words in both languages with the same parameters', () => {
  const named = (text: string) => (text.match(/\{\w+\}/g) ?? []).sort()
  for (const text of Object.values(problemTexts))
    expect(named(text.en)).toEqual(named(text['zh-CN']))
})
