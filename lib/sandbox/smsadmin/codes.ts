import type { Answer } from '../core/vendor.ts'
import { encodeGbk } from './gbk.ts'
import type { SmsadminSettings } from './settings.ts'

/** The tables of §2–§4 in one; `N` stands for the number that depends on endpoint or channel. */
export const CODES: Readonly<Record<string, string>> = {
  '1': '用户名或密码错误!',
  '2': '余额不足!',
  '3': '超过发送最大量N条',
  '4': '此用户不允许发送!',
  '5': '手机号或发送信息不能为空!',
  '7': '超过N个字,请修改后发送!',
  '8': '用户已冻结,请联系客服人员!',
}

/** §7 and §8: nothing to fetch. These are whole bodies, without words unless told otherwise. */
export const NOTHING = { replies: '150', reports: '160' } as const
const NOTHING_WORDS = {
  replies: '当前账户无可获取的用户上行信息',
  reports: '当前账户无可获取的状态报告',
} as const

const SUCCESS = '发送成功!'

/** An answer in GBK with status 200, as every answer of §2–§8 is. */
export const plainAnswer = (body: string): Answer => ({
  status: 200,
  headers: { 'content-type': 'text/html; charset=gb2312' },
  body: encodeGbk(body),
})

/** The answer to a pull that finds nothing. */
export function nothing(kind: keyof typeof NOTHING, settings: SmsadminSettings): Answer {
  const { nothingAs, spacedAnswers } = settings
  if (nothingAs === 'empty') return plainAnswer('')
  if (nothingAs === 'code') return plainAnswer(NOTHING[kind])
  return plainAnswer(`${NOTHING[kind]}${spacedAnswers ? ' ' : ''}${NOTHING_WORDS[kind]}`)
}

type Spacing = Pick<SmsadminSettings, 'spacedAnswers'>

const worded = (code: string, words: string, { spacedAnswers }: Spacing): Answer =>
  plainAnswer(`${code}${spacedAnswers ? ' ' : ''}${words}`)

export const success = (settings: Spacing): Answer => worded('0', SUCCESS, settings)

/** A refusal of the tables; `number` is the limit its words name. */
export const failure = (code: string, number: string, settings: Spacing): Answer =>
  worded(code, (CODES[code] ?? '').replace('N', number), settings)

const MARK = Uint8Array.of(0xef, 0xbb, 0xbf)

/** The answer as it is sent: behind a byte order mark where that is set. */
export const mark = (answer: Answer, { byteOrderMark }: SmsadminSettings): Answer =>
  byteOrderMark && answer.status === 200
    ? { ...answer, body: Buffer.concat([MARK, Buffer.from(answer.body)]) }
    : answer
