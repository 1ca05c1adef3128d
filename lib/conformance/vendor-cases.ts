import type { Vendor } from '#lib/providers/registry.ts'
import type { SendRequest } from '#lib/providers/sending.ts'
import type { Failure } from '#lib/providers/vocabulary.ts'
import type { Sandbox } from '#lib/sandbox/start.ts'

/** What the suite has to know of a vendor beyond its adapter. */
export type VendorCase = {
  /** Where its sending calls go, for faults. */
  sendPath: string
  /** A path that only asks. */
  askPath: string
  /** A template with two variables that can be used now. */
  usableTemplate(sandbox: Sandbox): Promise<string>
  /** Balances with which it sends nothing, and with which it does again. */
  empty: Record<string, number>
  full: Record<string, number>
  /** A documented code for "slow down", where there is one. */
  rateLimitCode?: string
  /** What its own "something broke here" must become for a call that sends. */
  systemError: Failure
  pushes: { reports: boolean; replies: boolean }
  /** The credential by which a push shows whose it is. Absent: a push names nobody. */
  pushNames?: string
  /** What becomes of a wrong number in a call: refused `alone` (the default), counted, or all are. */
  wrongNumber?: 'alone' | 'counted' | 'whole'
  /** How many codes a send can be refused with, where the document has no more than ten. */
  documentedCodes?: number
  /** A reply as far as its encoding goes; with an emoji unless said otherwise. */
  replyText?: string
}

export const vendorCases = {
  infocloud: {
    sendPath: '/message',
    askPath: '/sms',
    usableTemplate: async () => '860000000000000001',
    empty: { money: 0 },
    full: { money: 1_000 },
    rateLimitCode: '6000',
    systemError: 'outcome_unknown',
    pushes: { reports: true, replies: true },
    pushNames: 'apiKey',
  },
  smsadmin: {
    sendPath: '/smsmarketing/wwwroot/api',
    askPath: '/smsmarketing/wwwroot/api',
    usableTemplate: async () => '',
    empty: { balance: 0 },
    full: { balance: 1_000_000 },
    systemError: 'outcome_unknown',
    pushes: { reports: true, replies: true },
    pushNames: 'uid',
    documentedCodes: 7,
    replyText: '回复 “TD”\n+100%&/',
  },
  upyun: {
    sendPath: '/api/messages',
    askPath: '/api',
    usableTemplate: (sandbox) => createUpyunTemplate(sandbox),
    empty: { vip: 0, general: 0 },
    full: { vip: 1_000_000, general: 1_000_000 },
    systemError: 'outcome_unknown',
    pushes: { reports: false, replies: false },
  },
  veesing: {
    sendPath: '/smsApi/group',
    askPath: '/smsApi/group/getBalance',
    usableTemplate: async () => '',
    empty: { remainPoint: 0 },
    full: { remainPoint: 1_000_000 },
    rateLimitCode: '相同手机号码一分钟之内只可发送一次',
    systemError: 'outcome_unknown',
    pushes: { reports: true, replies: true },
    wrongNumber: 'counted',
  },
  zhuanxinyun: {
    sendPath: '/api/v2',
    askPath: '/api/v2',
    usableTemplate: async () => '1001',
    empty: { count: 0 },
    full: { count: 1_000_000 },
    rateLimitCode: '100014',
    systemError: 'outcome_unknown',
    pushes: { reports: true, replies: true },
    pushNames: 'appKey',
    wrongNumber: 'whole',
  },
} satisfies Record<Vendor, VendorCase>

/** A usable template of upyun's; it has two variables unless said otherwise. */
export async function createUpyunTemplate(
  sandbox: Sandbox,
  content = '{$var1}您好，本次收入{$var2}元。',
): Promise<string> {
  const response = await fetch(`${sandbox.urls.upyun}/api/templates`, {
    method: 'POST',
    headers: {
      authorization: sandbox.accounts.upyun.token ?? '',
      'content-type': 'application/json',
    },
    body: JSON.stringify({
      title: '收入通知',
      content,
      temp_sign: '云通信',
      sign_location: 'top',
      type: 'industry',
      report_type: 'vip',
    }),
  })
  const { id } = (await response.json()) as { id: number }
  sandbox.control.review('upyun', id, 'success')
  return String(id)
}

let serial = 0
/** A number nobody else in this process uses, and that no rule of the sandbox treats apart. */
export const newPhone = (): string => `137${String(++serial * 10).padStart(8, '0')}`

/** A call to these phones, all with the same values: what every vendor can carry. */
export function sendRequest(
  vendorId: string,
  phones: string[],
  values = ['张三', '12.50'],
): SendRequest {
  const reference = `conf${Date.now().toString(36)}${String(++serial).padStart(8, '0')}`
  return {
    reference,
    signature: '云通信',
    template: { text: '{姓名}您好，本次收入{金额}元。', category: 'notification', vendorId },
    recipients: phones.map((phone, n) => ({
      phone,
      values,
      text: `【云通信】${values[0]}您好，本次收入${values[1]}元。`,
      reference: `${reference}${n}`,
    })),
  }
}
