import type { Localized, ReportCodeEntry } from '../vocabulary.ts'

type Group = ReportCodeEntry['group']

const entry = (
  group: Group,
  retry: boolean,
  zh: string,
  en: string,
  advice?: Localized,
): ReportCodeEntry => ({
  group,
  retry,
  text: { 'zh-CN': zh, en },
  ...(advice ? { advice } : {}),
})

const later: Localized = {
  'zh-CN': '经验值：请用户开机、清理短信存储后再发',
  en: 'From experience: send again once the phone is on and has room for messages',
}
const askUnicom: Localized = {
  'zh-CN': '经验值：请用户咨询 10010 短信功能是否正常',
  en: 'From experience: the person may ask 10010 whether SMS works on the number',
}
const cleanPhone: Localized = {
  'zh-CN': '经验值：请用户清理手机，或咨询 10010 短信功能是否正常',
  en: 'From experience: the person may free storage, or ask 10010 whether SMS works on the number',
}
const unpaid: Localized = {
  'zh-CN': '经验值：多发生在月初扣费后余额不足，充值后可再发',
  en: 'From experience: often at the start of a month when the bill is due; send again once it is paid',
}
const askVendor: Localized = {
  'zh-CN': '请联系供应商为账户分配通道',
  en: 'Have the vendor assign a route to the account',
}
const register: Localized = {
  'zh-CN': '签名需先向供应商申请报备，未报备的将会发送失败',
  en: 'A signature must be registered with the vendor first, or its messages fail',
}
const change: Localized = {
  'zh-CN': '修改内容后再发，或咨询供应商',
  en: 'Change the text, or ask the vendor',
}

/** 网关状态报告; 0 and DELIVRD are delivered, all else is the reason of the failure. */
export const reportCodes: Record<string, ReportCodeEntry> = {
  DELIVRD: entry('delivered', false, '已送达', 'Delivered'),
  '0': entry('delivered', false, '已送达', 'Delivered'),
  'MK:0000': entry('suspended', true, '用户停机', 'Number suspended', unpaid),
  'MK:0001': entry('nonexistent', false, '空号', 'Nonexistent number'),
  'MK:0004': entry(
    'suspended',
    true,
    '被叫用户无短信功能，一般为欠费停机',
    'No SMS service on the number, usually suspended for an unpaid bill',
  ),
  'MK:0005': entry(
    'suspended',
    true,
    '被叫用户无短信功能，一般为欠费停机',
    'No SMS service on the number, usually suspended for an unpaid bill',
  ),
  'MK:0010': entry('poweredOff', true, '关机或内存满', 'Powered off or storage full', later),
  'MI:0012': entry('poweredOff', true, '关机或内存满', 'Powered off or storage full', later),
  'MK:0015': entry('other', true, '手机终端故障', 'A fault of the handset'),
  '2:1': entry('nonexistent', false, '空号', 'Nonexistent number'),
  '2:3': entry('nonexistent', true, '空号或手机难接通', 'Nonexistent, or hard to reach'),
  '2:5': entry('suspended', true, '停机', 'Number suspended'),
  '2:10': entry('suspended', true, '一般是停机或关机', 'Usually suspended or powered off'),
  '2:11': entry('other', true, '用户短信功能异常', 'SMS does not work on the number', askUnicom),
  '2:12': entry(
    'nonexistent',
    true,
    '空号、停机或暂停服务',
    'Nonexistent, suspended or out of service',
  ),
  '2:13': entry('suspended', true, '已停机', 'Number suspended'),
  '2:15': entry('other', true, '手机接收端的问题', 'A problem on the phone’s side', cleanPhone),
  '2:33': entry('nonexistent', false, '空号', 'Nonexistent number'),
  '2:37': entry('suspended', true, '停机', 'Number suspended'),
  'YF:01': entry('nonexistent', false, '手机号无效', 'Invalid number'),
  'YF:02': entry('other', false, '未知运营商类型', 'Unknown carrier'),
  'YF:03': entry('blocked', false, '黑名单', 'On the vendor’s blacklist'),
  'YF:11': entry('blocked', false, '非法短信签名', 'Signature not allowed', register),
  'YF:13': entry('blocked', false, '内容审核失败', 'The text was refused in review', change),
  'YF:21': entry('other', true, '通道未分配', 'No route assigned', askVendor),
}
