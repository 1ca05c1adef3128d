import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { countSegments, listVariables, renderText, replaceVariables } from './texts.ts'

describe('listVariables', () => {
  it.each([
    ['{姓名}您好，本次收入{金额}元。', ['姓名', '金额']],
    ['{a}{b}{a}{ b }', ['a', 'b']],
    ['none, {} and { } and }{', []],
    ['', []],
  ])('%s', (text, names) => {
    expect(listVariables(text)).toEqual(names)
  })
})

describe('renderText', () => {
  const parts = { text: '{姓名}您好，{姓名}本次收入{金额}元。', signature: '云通信' }
  it('puts the signature first, or last', () => {
    expect(renderText(parts, ['张三', '3.5'])).toBe('【云通信】张三您好，张三本次收入3.5元。')
    const bottom = renderText({ ...parts, signaturePosition: 'bottom' }, ['张三', '3.5'])
    expect(bottom).toBe('张三您好，张三本次收入3.5元。【云通信】')
  })
  it('leaves a variable without a value to be seen, and does without a signature', () => {
    expect(renderText({ text: '{a}{b}', signature: '' }, ['1'])).toBe('1{b}')
  })
  it('never reads a value as a template or a pattern', () => {
    expect(renderText({ text: '{a}|{b}', signature: '' }, ['{b}', '$&$1'])).toBe('{b}|$&$1')
    fc.assert(
      fc.property(fc.string(), fc.string(), (a, b) => {
        return renderText({ text: 'x{a}y{b}z', signature: '' }, [a, b]) === `x${a}y${b}z`
      }),
    )
  })
  it('numbers the variables by first appearance', () => {
    expect(replaceVariables('{b}{a}{b}', (name, index) => `${name}${index}`)).toBe('b0a1b0')
  })
})

describe('countSegments', () => {
  it.each([
    [0, 0],
    [1, 1],
    [70, 1],
    [71, 2],
    [134, 2],
    [135, 3],
    [201, 3],
    [202, 4],
    [350, 6],
  ])('%i characters are %i', (length, segments) => {
    expect(countSegments('字'.repeat(length))).toBe(segments)
  })
  it('counts an emoji as two', () => {
    expect(countSegments('😀'.repeat(35))).toBe(1)
    expect(countSegments(`${'😀'.repeat(35)}a`)).toBe(2)
  })
})
