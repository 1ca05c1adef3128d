import { Refusal } from '../core/refusal.ts'
import type { Fields } from './authenticate.ts'

const EXTENSION = /^[1-9]\d{0,2}$/
const BID_LENGTH = 64
const RECIPIENTS = 1_000

/** A field that the document calls a String; undefined when absent or empty. */
export function readText(fields: Fields, name: string): string | undefined {
  const value = fields[name]
  if (value === undefined || value === null || value === '') return undefined
  if (typeof value !== 'string') throw new Refusal('40004', `参数错误：${name}必须为字符串`)
  return value
}

/** `bid` of up to 64 characters. */
export function readBid(fields: Fields): string | undefined {
  const bid = readText(fields, 'bid')
  if (bid && bid.length > BID_LENGTH) throw new Refusal('40004', '参数错误：bid长度超过64')
  return bid
}

/** Digits up to 999: the table says 1~99 by default, its samples send 123. */
export function readExtension(fields: Fields, taken: readonly string[]): string | undefined {
  const extension = readText(fields, 'upExtendCode')
  if (extension && (!EXTENSION.test(extension) || taken.includes(extension))) {
    throw new Refusal('40006')
  }
  return extension
}

const required = (value: string | undefined, code: string, detail?: string): string => {
  if (value === undefined) throw new Refusal(code, detail)
  return value
}

export const readTemplateCode = (fields: Fields): string =>
  required(readText(fields, 'templateCode'), '40004', '参数错误：templateCode不能为空')

function checkCount(phones: string[]): string[] {
  if (phones.length > RECIPIENTS) throw new Refusal('60008')
  return phones
}

/** `phones`: numbers with an English comma between. */
export const readPhones = (fields: Fields): string[] =>
  checkCount(required(readText(fields, 'phones'), '60007').split(','))

/** `phonesJson`: a JSON list of numbers, as a string. */
export function readPhonesJson(fields: Fields): string[] {
  const phones = parse(required(readText(fields, 'phonesJson'), '60007'), '60007')
  if (!isTextList(phones) || phones.length === 0) throw new Refusal('60007')
  return checkCount(phones)
}

/** `templateParam`: a JSON list of values, as a string; no values when absent. */
export function readValues(fields: Fields): string[] {
  const text = readText(fields, 'templateParam')
  if (!text) return []
  const values = parse(text, '60006')
  if (!isTextList(values)) throw new Refusal('60006')
  return values
}

/** `templateParamJson`: one list of values a phone, or `""` each for a template without variables. */
export function readValueLists(fields: Fields, count: number): string[][] {
  const text = readText(fields, 'templateParamJson')
  if (!text) return Array.from({ length: count }, () => [])
  const lists = parse(text, '60006')
  if (!Array.isArray(lists)) throw new Refusal('60006')
  if (lists.length !== count) throw new Refusal('60002')
  return lists.map((list: unknown) => {
    if (list === '') return []
    if (!isTextList(list)) throw new Refusal('60006')
    return list
  })
}

const isTextList = (value: unknown): value is string[] =>
  Array.isArray(value) && value.every((item) => typeof item === 'string')

/**
 * JSON inside a string. The document's backslash example decodes to `["测\试一\下"]`, which is no
 * JSON: like the vendor must, this reads a backslash before no escape letter as itself (ours).
 */
function parse(text: string, code: string): unknown {
  try {
    return JSON.parse(
      text.replace(/\\(u[\da-fA-F]{4}|["\\/bfnrt])|\\/g, (all, valid) => (valid ? all : '\\\\')),
    )
  } catch {
    throw new Refusal(code)
  }
}
