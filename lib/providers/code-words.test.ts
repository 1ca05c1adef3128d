import { describe, expect, it } from 'vitest'
import type { Provider } from './contract.ts'
import { providers, type Vendor, vendors } from './registry.ts'
import type { Localized } from './vocabulary.ts'

const han = /\p{sc=Han}/u
/** Names of the vendor's own menus and fields stay in Chinese, marked by an arrow or standing alone. */
const quoted = /[\p{sc=Han}]+( → [\p{sc=Han}]+)*/gu

function check({ 'zh-CN': zh, en }: Localized): string[] {
  const chinese = en.match(quoted)?.join('').length ?? 0
  return [
    ...(zh.trim() ? [] : ['no Chinese']),
    ...(en.trim() ? [] : ['no English']),
    ...(han.test(zh) ? [] : [`not Chinese: ${zh}`]),
    // A term or two may be quoted; a sentence may not.
    ...(chinese > en.length / 2 ? [`not English: ${en}`] : []),
  ]
}

describe.each(vendors)('%s', (vendor: Vendor) => {
  const { codes, reportCodes } = providers[vendor] as Provider
  const entries = [...Object.entries(codes), ...Object.entries(reportCodes)]

  it('has words in both languages for every code of a call and of a report', () => {
    expect(entries.length).toBeGreaterThan(3)
    const wrong = entries.flatMap(([code, { text, advice }]) =>
      [...check(text), ...(advice ? check(advice) : [])].map((problem) => `${code}: ${problem}`),
    )
    expect(wrong).toEqual([])
  })

  it('says what to do about every report that is no delivery', () => {
    const failed = Object.entries(reportCodes).filter(([, { group }]) => group !== 'delivered')
    const silent = failed.filter(([, { advice }]) => !advice || check(advice).length > 0)
    expect(silent.map(([code]) => code)).toEqual([])
  })

  it('knows a code that says delivered', () => {
    const groups = Object.values(reportCodes).map(({ group }) => group)
    expect(groups).toContain('delivered')
  })
})
