import type { ReportCodeEntry } from '../vocabulary.ts'

/** Only `processing` and `success` are attested (5.6); any other word changes no message. */
export const reportCodes: Record<string, ReportCodeEntry> = {
  success: { group: 'delivered', retry: false, text: { 'zh-CN': '发送成功', en: 'Delivered' } },
}
