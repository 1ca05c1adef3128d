import type { ReportCodeEntry } from './vocabulary.ts'

/** Why a phone did not get it, and what its owner may look at: labelled as experience, as the documents do. */
export const phoneAdvice = {
  'zh-CN': '经验值：检查手机信号、是否欠费停机、短信存储是否已满、是否被安全软件拦截，或稍后再试',
  en: 'From experience: signal, an unpaid bill, full storage, a security app; or try later',
}

/** A number that nobody has: for whichever code says so. */
export const removePhone = {
  'zh-CN': '核对号码，确为空号时请从名单中移除，不必再发',
  en: 'Check the number; if nobody has it, take it off the list and do not send again',
}

/** A number out of service for its bill, for whichever code says so. */
export const unpaid = {
  'zh-CN': '经验值：多因欠费停机，常见于月初扣费后；用户充值后可再发',
  en: 'From experience: an unpaid bill, often at the start of a month; send again once it is paid',
}
/** A phone that is off or full, for whichever code says so. */
export const later = {
  'zh-CN': '经验值：请用户开机、清理短信存储后再发',
  en: 'From experience: send again once the phone is on and has room for messages',
}
const noService: ReportCodeEntry = {
  group: 'suspended',
  retry: true,
  text: {
    'zh-CN': '被叫用户无短信功能，一般为欠费停机',
    en: 'No SMS service on the number, usually suspended for an unpaid bill',
  },
  advice: unpaid,
}

/** What a carrier's network found; the same whichever vendor passes it on. */
export const carrierCodes = {
  'MK:0000': {
    group: 'suspended',
    retry: true,
    text: { 'zh-CN': '用户停机', en: 'Number suspended' },
    advice: unpaid,
  },
  'MK:0001': {
    group: 'nonexistent',
    retry: false,
    text: { 'zh-CN': '空号', en: 'Nonexistent number' },
    advice: removePhone,
  },
  'MK:0004': noService,
  'MK:0005': noService,
  'MK:0010': {
    group: 'poweredOff',
    retry: true,
    text: { 'zh-CN': '关机或内存满', en: 'Powered off or storage full' },
    advice: later,
  },
  'MK:0015': {
    group: 'other',
    retry: true,
    text: { 'zh-CN': '手机终端故障', en: 'A fault of the handset' },
    advice: {
      'zh-CN': '经验值：请用户重启手机或换一部手机后再发',
      en: 'From experience: send again once the person has restarted the phone or uses another',
    },
  },
} satisfies Record<string, ReportCodeEntry>

/** What carriers' gateways say of a message's end (CMPP); vendors pass it on. */
export const carrierWords = {
  ...carrierCodes,
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
    advice: {
      'zh-CN': '短信在送达前被网关删除：可稍后再发，反复出现请咨询供应商',
      en: 'A gateway deleted it before delivery: send again later; ask the vendor if it happens often',
    },
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
