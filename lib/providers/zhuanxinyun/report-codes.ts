import { carrierCodes, later, removePhone, unpaid } from '../carrier-words.ts'
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

const checkPhone: Localized = {
  'zh-CN': '核对号码；号码无误时请用户开机或稍后再发，确为空号的请从名单中移除',
  en: 'Check the number; if it is right, send again later or once the phone is on; if nobody has it, take it off the list',
}
const backInService: Localized = {
  'zh-CN': '经验值：待用户恢复服务（如缴费、开机）后再发',
  en: 'From experience: send again once the number is back in service: the bill paid, the phone on',
}
const correctPhone: Localized = {
  'zh-CN': '核对并更正号码，无法更正的请从名单中移除',
  en: 'Check and correct the number, or take it off the list',
}
const knownCarrier: Localized = {
  'zh-CN': '核对号码；号码无误（如新号段、携号转网）时请联系供应商',
  en: 'Check the number; if it is right (a new range, or ported), ask the vendor',
}
const liftBlock: Localized = {
  'zh-CN': '请将该号码从名单中移除；用户确需接收时，请联系供应商解除黑名单',
  en: 'Take the number off the list; if the person wants the messages, ask the vendor to lift the block',
}
const askUnicom: Localized = {
  'zh-CN': '经验值：请用户咨询 10010 短信功能是否正常',
  en: 'From experience: the person may ask 10010 whether SMS works on the number',
}
const cleanPhone: Localized = {
  'zh-CN': '经验值：请用户清理手机，或咨询 10010 短信功能是否正常',
  en: 'From experience: the person may free storage, or ask 10010 whether SMS works on the number',
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
  ...carrierCodes,
  'MI:0012': entry('poweredOff', true, '关机或内存满', 'Powered off or storage full', later),
  '2:1': entry('nonexistent', false, '空号', 'Nonexistent number', removePhone),
  '2:3': entry(
    'nonexistent',
    true,
    '空号或手机难接通',
    'Nonexistent, or hard to reach',
    checkPhone,
  ),
  '2:5': entry('suspended', true, '停机', 'Number suspended', unpaid),
  '2:10': entry(
    'suspended',
    true,
    '一般是停机或关机',
    'Usually suspended or powered off',
    backInService,
  ),
  '2:11': entry('other', true, '用户短信功能异常', 'SMS does not work on the number', askUnicom),
  '2:12': entry(
    'nonexistent',
    true,
    '空号、停机或暂停服务',
    'Nonexistent, suspended or out of service',
    checkPhone,
  ),
  '2:13': entry('suspended', true, '已停机', 'Number suspended', unpaid),
  '2:15': entry('other', true, '手机接收端的问题', 'A problem on the phone’s side', cleanPhone),
  '2:33': entry('nonexistent', false, '空号', 'Nonexistent number', removePhone),
  '2:37': entry('suspended', true, '停机', 'Number suspended', unpaid),
  'YF:01': entry('nonexistent', false, '手机号无效', 'Invalid number', correctPhone),
  'YF:02': entry('other', false, '未知运营商类型', 'Unknown carrier', knownCarrier),
  'YF:03': entry('blocked', false, '黑名单', 'On the vendor’s blacklist', liftBlock),
  'YF:11': entry('blocked', false, '非法短信签名', 'Signature not allowed', register),
  'YF:13': entry('blocked', false, '内容审核失败', 'The text was refused in review', change),
  'YF:21': entry('other', true, '通道未分配', 'No route assigned', askVendor),
}
