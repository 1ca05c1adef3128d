import { randomUUID } from 'node:crypto'
import { type Answer, jsonAnswer } from '../core/vendor.ts'

/** The document's table 返回码说明. */
export const CODES: Readonly<Record<string, string>> = {
  '-1': '系统繁忙，请稍后再试或者其他原因',
  '2000': 'IP白名单限制',
  '2001': 'API授权失败或授权参数不完整',
  '6000': '访问频繁,请稍后再试',
  '40002': '余额不足',
  '40004': '参数错误',
  '40005': '超出模板参数设置限制',
  '40006': '扩展号不匹配或者被企业其他账号占用',
  '60001': '模板不存在',
  '60002': '批量发送下电话数量和参数数量不一样',
  '60003': '短信变量个数和模板变量个数不一样',
  '60004': '变量值超过模板设置的变量值最大长度',
  '60005': '没有可以发送的内容',
  '60006': '模板参数变量格式错误',
  '60007': '手机号参数格式错误',
  '60008': '手机号数量大于1000',
  '60009': '短信资源被锁定',
}

const writtenCode = (code: string, asString: boolean) => (asString ? code : Number(code))

/** Success: HTTP 200 and code 200, an int in the samples and a string in the tables. */
export const success = (fields: Record<string, unknown>, codeAsString = false): Answer =>
  jsonAnswer(200, { code: writtenCode('200', codeAsString), ...fields, requestId: randomUUID() })

/** A business error travels in an HTTP 200 as well. */
export const failure = (code: string, detail?: string, codeAsString = false): Answer =>
  jsonAnswer(200, {
    code: writtenCode(code, codeAsString),
    message: detail ?? CODES[code],
    requestId: randomUUID(),
  })
