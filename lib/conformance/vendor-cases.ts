import type { Vendor } from '#lib/providers/registry.ts'
import type { SendRequest } from '#lib/providers/sending.ts'
import type { Category } from '#lib/providers/vocabulary.ts'
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
  /** The codes of the sandbox's templates, where they are entered by code. */
  templateCodes?: Record<Category, string>
  /** Answers to a call that sends, in the vendor's own form, that say nothing sure. */
  unsure: { what: string; body: string; status?: number }[]
  /** The credential by which a push shows whose it is. Absent: a push names nobody. */
  pushNames?: string
  /** What becomes of a wrong number in a call: refused `alone` (the default), counted, or all are. */
  wrongNumber?: 'alone' | 'counted' | 'whole'
  /** How many codes a send can be refused with, where the document has no more than ten. */
  documentedCodes?: number
  /** A reply as far as its encoding goes; with an emoji unless said otherwise. */
  replyText?: string
}

export const vendorCases: Record<Vendor, VendorCase> = {
  infocloud: {
    sendPath: '/message',
    askPath: '/sms',
    usableTemplate: async () => '860000000000000001',
    empty: { money: 0 },
    full: { money: 1_000 },
    rateLimitCode: '6000',
    templateCodes: {
      notification: '860000000000000001',
      otp: '860000000000000002',
      marketing: '860000000000000004',
    },
    unsure: [
      { what: 'a code of no table', body: '{"code":91234,"message":"?","requestId":"1"}' },
      { what: 'no code', body: '{"data":{"msgId":"1"}}' },
      { what: 'a yes with status 500', status: 500, body: '{"code":200,"data":{"msgId":"1"}}' },
      { what: 'a no with status 503', status: 503, body: '{"code":40003,"message":"x"}' },
    ],
    pushNames: 'apiKey',
  },
  smsadmin: {
    sendPath: '/smsmarketing/wwwroot/api',
    askPath: '/smsmarketing/wwwroot/api',
    usableTemplate: async () => '',
    empty: { balance: 0 },
    full: { balance: 1_000_000 },
    unsure: [
      { what: 'a code of no table', body: '6 ?' },
      { what: 'words without a code', body: 'OK' },
      { what: 'a yes with status 500', status: 500, body: '0' },
      { what: 'a no with status 503', status: 503, body: '5' },
    ],
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
    unsure: [
      { what: 'a yes without an id', body: '{"message_ids":[{"mobile":"13700000000"}]}' },
      { what: 'nobody in the answer', body: '{"message_ids":[]}' },
      { what: 'a code of no table', status: 500, body: '{"error_code":"WHATEVER"}' },
      { what: 'a no with status 503', status: 503, body: '{"error_code":"ILLEGAL_MOBILE"}' },
    ],
  },
  veesing: {
    sendPath: '/smsApi/group',
    askPath: '/smsApi/group/getBalance',
    usableTemplate: async () => '',
    empty: { remainPoint: 0 },
    full: { remainPoint: 1_000_000 },
    rateLimitCode: '相同手机号码一分钟之内只可发送一次',
    unsure: [
      { what: 'words of no table', body: '{"returnStatus":"0","message":"?"}' },
      { what: 'a yes without an id', body: '{"returnStatus":"1","successCounts":"1"}' },
      {
        what: 'a yes with status 500',
        status: 500,
        body: '{"returnStatus":"1","taskId":"1","successCounts":"1"}',
      },
      {
        what: 'a no with status 503',
        status: 503,
        body: '{"returnStatus":"0","message":"手机号码格式不正确"}',
      },
    ],
    wrongNumber: 'counted',
  },
  zhuanxinyun: {
    sendPath: '/api/v2',
    askPath: '/api/v2',
    usableTemplate: async () => '1001',
    empty: { count: 0 },
    full: { count: 1_000_000 },
    rateLimitCode: '100014',
    templateCodes: { notification: '1001', otp: '1002', marketing: '1004' },
    unsure: [
      { what: 'a code of no table', body: '{"errorCode":"123456","errorMsg":"?"}' },
      { what: 'no code', body: '{"errorMsg":"提交成功"}' },
      { what: 'a yes with status 500', status: 500, body: '{"errorCode":"000000"}' },
      { what: 'a no with status 503', status: 503, body: '{"errorCode":"100007"}' },
    ],
    pushNames: 'appKey',
    wrongNumber: 'whole',
  },
}

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
