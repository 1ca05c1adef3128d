import { type Answer, jsonAnswer } from '../core/vendor.ts'

/**
 * Every refusal of the document: status is always 0, so the words are the code. The first is from
 * the samples of a failure, the rest from the tables of §1 and §3.
 */
export const REFUSALS = {
  badParameter: '参数错误',
  wrongAccount: '账号或密码错误',
  missingParameter: '缺少参数',
  noTemplate: '模板不存在或者未通过',
  badTemplateId: '模板id格式不正确',
  locked: '您的账户已被锁定，请联系您的专属客服',
  emptyAccount: '余额不足',
  badPhone: '手机号码格式不正确',
  phoneDaily: '该号码今日发送次数已达上限',
  phoneInterval: '相同手机号码一分钟之内只可发送一次',
  accountDaily: '当日发送量已超出最大发送限制',
  unknownCause: '未知原因，请联系客服',
  ipRefused: 'IP受限',
} as const

export type RefusalName = keyof typeof REFUSALS

const plain = (words: string): string => words.replaceAll('，', ',').trim()

/** The name of a refusal, given by name or by its words with either comma. */
export const findRefusal = (code: string): RefusalName | undefined =>
  (Object.keys(REFUSALS) as RefusalName[]).find(
    (name) => name === code || plain(REFUSALS[name]) === plain(code),
  )

/** Ours: an HTTP 200 unless told otherwise. Values are strings, as §1 and §3 print them. */
export const failure = (name: RefusalName, status = 200): Answer =>
  jsonAnswer(status, {
    returnStatus: '0',
    message: REFUSALS[name],
    remainPoint: null,
    taskId: null,
    successCounts: null,
  })

/** A success; what the samples show as null stays null. */
export const success = (
  fields: { remainPoint: number; taskId?: string; successCounts?: number },
  padded: boolean,
): Answer =>
  jsonAnswer(200, {
    returnStatus: padded ? '1 ' : '1',
    message: '成功',
    remainPoint: String(fields.remainPoint),
    taskId: fields.taskId ?? null,
    successCounts: fields.successCounts === undefined ? null : String(fields.successCounts),
  })
