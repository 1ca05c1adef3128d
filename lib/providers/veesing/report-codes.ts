import type { ReportCodeEntry } from '../vocabulary.ts'

const phoneAdvice = {
  'zh-CN': '经验值：检查手机信号、是否欠费停机、短信存储是否已满、是否被安全软件拦截，或稍后再试',
  en: 'From experience: signal, an unpaid bill, full storage, a security app; or try later',
}

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
  DELIVRD: { group: 'delivered', retry: false, text: { 'zh-CN': '已送达', en: 'Delivered' } },
  EXPIRED: {
    group: 'expired',
    retry: true,
    text: {
      'zh-CN': '超过有效期未送达，多为关机或不在服务区',
      en: 'Not delivered in time, often powered off or out of reach',
    },
    advice: phoneAdvice,
  },
  UNDELIV: {
    group: 'other',
    retry: true,
    text: { 'zh-CN': '无法送达', en: 'Undeliverable' },
    advice: phoneAdvice,
  },
  REJECTD: {
    group: 'blocked',
    retry: false,
    text: { 'zh-CN': '被运营商拒绝', en: 'Rejected by the carrier' },
    advice: {
      'zh-CN': '经验值：可能触发内容审核，或号码投诉、退订过',
      en: 'From experience: the content was filtered, or the person has complained or opted out',
    },
  },
}
