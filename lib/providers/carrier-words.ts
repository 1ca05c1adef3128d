import type { ReportCodeEntry } from './vocabulary.ts'

/** Why a phone did not get it, and what its owner may look at: labelled as experience, as the documents do. */
export const phoneAdvice = {
  'zh-CN': '经验值：检查手机信号、是否欠费停机、短信存储是否已满、是否被安全软件拦截，或稍后再试',
  en: 'From experience: signal, an unpaid bill, full storage, a security app; or try later',
}

/** What carriers' gateways say of a message's end (CMPP); vendors pass it on. */
export const carrierWords = {
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
} satisfies Record<string, ReportCodeEntry>
