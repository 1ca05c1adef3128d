import { carrierWords, phoneAdvice } from '../carrier-words.ts'
import type { ReportCodeEntry } from '../vocabulary.ts'

/**
 * 回执数据定义: `status` 1 and 0 stand in where a receipt has no code. The document explains no code
 * (MA:0001 is its example); the carriers' own words are ours, known from the other vendors.
 */
export const reportCodes: Record<string, ReportCodeEntry> = {
  '1': { group: 'delivered', retry: false, text: { 'zh-CN': '发送成功', en: 'Delivered' } },
  '0': {
    group: 'other',
    retry: true,
    text: { 'zh-CN': '发送失败，供应商未说明原因', en: 'Failed; the vendor gives no reason' },
    advice: phoneAdvice,
  },
  ...carrierWords,
}
