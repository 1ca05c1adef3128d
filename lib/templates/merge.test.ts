import { describe, expect, it } from 'vitest'
import type { VendorTemplate } from '#lib/providers/vendor-templates.ts'
import type { Template } from './load.ts'
import { toImported, toSynced } from './merge.ts'
import { goneReason } from './review.ts'

const ours = {
  title: '促销',
  signature: '云通信',
  text: '{姓名}您好，退订回T',
  variables: ['姓名'],
  category: 'marketing',
  vendorId: '7',
  settings: { signLocation: 'bottom', reportType: 'vip' },
  reviewStatus: 'approved',
  reviewReason: null,
} as const
// Only these of its columns are looked at.
const own = ours as unknown as Template
const bare: VendorTemplate = { vendorId: '7', settings: {} }

describe('toSynced', () => {
  it('leaves what the vendor does not show as it is', () => {
    expect({ ...ours, ...toSynced(own, bare) }).toEqual(ours)
  })
  it('takes what it shows', () => {
    const theirs: VendorTemplate = {
      ...{ vendorId: '7', title: '促销2', signature: '云通', text: '您好{var1}' },
      ...{ category: 'notification', reviewStatus: 'refused', reason: 'no' },
      settings: { signLocation: 'top' },
    }
    expect(toSynced(own, theirs)).toEqual({
      ...{ title: '促销2', signature: '云通', text: '您好{姓名}', variables: ['姓名'] },
      ...{ category: 'notification', reviewStatus: 'refused', reviewReason: 'no' },
      settings: { signLocation: 'top', reportType: 'vip' },
    })
  })
  it('one that was gone is in review until its status is told', () => {
    const gone = { ...own, reviewStatus: 'refused' as const, reviewReason: goneReason }
    expect(toSynced(gone, bare)).toMatchObject({ reviewStatus: 'review', reviewReason: null })
  })
})

describe('toImported', () => {
  it('of an unsaid kind the stricter, and not approved', () => {
    expect(toImported({ ...bare, text: '您好', signature: '云通信' })).toMatchObject({
      ...{ title: '7', category: 'marketing', reviewStatus: 'review' },
    })
  })
  it.each([{ text: '您好' }, { signature: '云通信' }])('nothing of %j alone', (shown) => {
    expect(toImported({ ...bare, ...shown })).toBeUndefined()
  })
})
