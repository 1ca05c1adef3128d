import type { ReportCodeEntry } from '../vocabulary.ts'

const phoneAdvice = {
  'zh-CN': '经验值：检查手机信号、是否欠费停机、短信存储是否已满、是否被安全软件拦截，或稍后再试',
  en: 'From experience: signal, an unpaid bill, full storage, a security app; or try later',
}

/** 短信网关回执短信状态. Anything but DELIVRD was not delivered; gateways add codes of their own. */
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
  ACCEPTD: {
    group: 'other',
    retry: false,
    text: {
      'zh-CN': '运营商已接受，未送达到手机',
      en: 'Accepted by the carrier, not delivered to the phone',
    },
  },
  UNKNOWN: {
    group: 'other',
    retry: true,
    text: {
      'zh-CN': '状态无效，运营商未说明原因',
      en: 'Invalid state: the carrier gives no reason',
    },
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
