import type { ZhuanxinyunTemplate } from './templates.ts'

/** The templates a fresh simulator knows; 1 and 27 are those of the document's sample code. */
export const ZHUANXINYUN_DEMO_TEMPLATES = {
  sampleCode: { id: '1', text: '您好,您的驗證碼是{验证码}' },
  sampleText: { id: '27', text: '您好,這是測試{数字}' },
  income: { id: '1001', text: '{姓名}您好，本次收入{金额}元。' },
  code: { id: '1002', text: '您的验证码是{验证码}，5分钟内有效，请勿告诉他人。' },
  fixed: { id: '1003', text: '您好，系统将于今晚22点至24点维护，期间暂停服务，请提前安排。' },
  marketing: {
    id: '1004',
    text: '{姓名}您好，本周六新品到店，凭短信到店领取礼品一份。拒收请回复，退订回T',
  },
  free: { id: '1005', text: '{内容}' },
} as const satisfies Record<string, ZhuanxinyunTemplate>
