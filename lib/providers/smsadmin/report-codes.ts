import type { ReportCodeEntry } from '../vocabulary.ts'

const phoneAdvice = {
  'zh-CN': '经验值：检查手机信号、是否欠费停机、短信存储是否已满、是否被安全软件拦截，或稍后再试',
  en: 'From experience: signal, an unpaid bill, full storage, a security app; or try later',
}

/**
 * The document shows DELIVRD and explains no other word. Seen: the others are what carriers' gateways
 * (CMPP) say of a message that has failed for good, and the vendor passes them on.
 */
export const reportCodes: Record<string, ReportCodeEntry> = {
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
  DELETED: {
    group: 'other',
    retry: true,
    text: { 'zh-CN': '短信已被删除', en: 'The message was deleted' },
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

/** Seen: two letters name the part of the carrier's network that refused, four digits its reason. */
const gatewayError = /^[A-Z]{2}:\d{1,4}$/

/** Whether a status word says how a message ended; another one says nothing that we understand. */
export const isFinal = (word: string): boolean =>
  Object.hasOwn(reportCodes, word) || gatewayError.test(word)
