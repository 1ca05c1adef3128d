import type { InfocloudTemplate } from './templates.ts'

/** The templates a fresh simulator knows, as if made in the vendor's console. */
export const INFOCLOUD_DEMO_TEMPLATES = {
  income: {
    code: '860000000000000001',
    signature: '云通信',
    text: '{姓名,40}您好，本次收入{金额,20}元。',
    purse: 'industry',
  },
  code: {
    code: '860000000000000002',
    signature: '云通信',
    text: '您的验证码是{验证码,6}，5分钟内有效，请勿告诉他人。',
    purse: 'industry',
  },
  fixed: {
    code: '860000000000000003',
    signature: '云通信',
    text: '您好，系统将于今晚22点至24点维护，期间暂停服务，请提前安排。',
    purse: 'member',
  },
  marketing: {
    code: '860000000000000004',
    signature: '云通信',
    text: '{姓名,20}您好，本周六新品到店，凭短信到店领取礼品一份。拒收请回复，退订回T',
    purse: 'marketing',
  },
  free: {
    code: '860000000000000005',
    signature: '{动态签名,20}',
    text: '{内容,500}',
    purse: 'industry',
  },
} as const satisfies Record<string, InfocloudTemplate>
