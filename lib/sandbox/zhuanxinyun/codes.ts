/** The document's table errorCode返回值, without success. */
export const CODES: Readonly<Record<string, string>> = {
  '100001': '参数格式错误',
  '100002': '账户不存在或状态异常',
  '100003': 'appSecret错误',
  '100004': '请求IP不在白名单内(请在API设置页面添加白名单或与管理员联系)',
  '100005': '单次最大提交可1000条短信',
  '100006': 'missionNum数量必须与手机号数量一致',
  '100007': '有号码格式错误',
  '100008': '有号码在一定时间段内请求频次过多',
  '100009': '账户余额不足',
  '100010': '日流量限制',
  '100011': '找不到模板',
  '100012': '短信条数需与手机号一致',
  '100013': '短信内容与模板不匹配',
  '100014': '访问频率过高,请稍后再试',
  '999999': '系统错误',
}

/** The table 网关状态报告: what a message can fail with on its way, by chance. */
export const GATEWAY_CODES: readonly string[] = [
  ...['MK:0000', 'MK:0001', 'MK:0004', 'MK:0005', 'MK:0010', 'MI:0012', 'MK:0015'],
  ...['2:1', '2:3', '2:5', '2:10', '2:11', '2:12', '2:15', '2:13', '2:33', '2:37'],
  'YF:01',
]

/** The rest of that table: each has its cause in a text, a phone or the account. */
export const FATES = {
  unknownCarrier: 'YF:02',
  blacklisted: 'YF:03',
  signature: 'YF:11',
  content: 'YF:13',
  noChannel: 'YF:21',
} as const
