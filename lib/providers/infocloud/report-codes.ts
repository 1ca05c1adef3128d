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
    advice: {
      'zh-CN': '可能已由运营商客服代为读取：再发之前先向用户确认，反复出现请咨询供应商',
      en: 'The carrier’s staff may have read it for the person: ask them before sending again; ask the vendor if it happens often',
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
