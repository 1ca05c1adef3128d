import { carrierWords, phoneAdvice } from '../carrier-words.ts'
import type { ReportCodeEntry } from '../vocabulary.ts'

/** 短信网关回执短信状态. Anything but DELIVRD was not delivered; gateways add codes of their own. */
export const reportCodes: Record<string, ReportCodeEntry> = {
  ...carrierWords,
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
}
