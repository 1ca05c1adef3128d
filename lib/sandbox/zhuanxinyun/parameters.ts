import { isMobile } from '../core/phones.ts'
import { Refusal } from '../core/refusal.ts'
import type { VendorRequest } from '../core/vendor.ts'

const FORMAT = '100001'
const PHONES = 1_000
const NUMBER = /^[A-Za-z0-9_]{1,32}$/
const EXTENSION = /^\d{1,6}$/
const DAY = /^\d{4}-\d{2}-\d{2}$/

/** A parameter by name; undefined when absent or empty. */
export type Read = (name: string) => string | undefined

/** Parameters of the form body and of the query: the document prints both. */
export function readParameters({ query, body }: VendorRequest): Read {
  const form = new URLSearchParams(body.toString('utf8'))
  return (name) => form.get(name) || query.get(name) || undefined
}

export function readRequired(read: Read, name: string): string {
  const value = read(name)
  if (!value) throw new Refusal(FORMAT, `参数格式错误：${name}不能为空`)
  return value
}

/** `phones`: up to 1,000 with English commas between. */
export function readPhones(read: Read): string[] {
  const phones = readRequired(read, 'phones').split(',')
  if (phones.length > PHONES) throw new Refusal('100005')
  if (!phones.every(isMobile)) throw new Refusal('100007')
  return phones
}

/** `missionNums`: one a phone, up to 32 letters, digits and `_` (seen in the sample). */
export function readMissionNums(read: Read, phones: number): string[] | undefined {
  const numbers = read('missionNums')?.split(',')
  if (numbers && numbers.length !== phones) throw new Refusal('100006')
  if (numbers && new Set(numbers).size < numbers.length) throw refuseNumber('missionNum')
  numbers?.forEach((number) => {
    checkNumber('missionNum', number)
  })
  return numbers
}

/** `batchNum`: as a missionNum. */
export function readBatchNum(read: Read): string | undefined {
  const number = read('batchNum')
  if (number) checkNumber('batchNum', number)
  return number
}

function checkNumber(name: string, number: string): void {
  if (!NUMBER.test(number)) throw new Refusal(FORMAT, `参数格式错误：${name}`)
}

/** Ours: the table has no code of its own for a number that came before. */
export const refuseNumber = (name: string): Refusal => new Refusal(FORMAT, `${name}重复`)

/** `extraNum`: digits, six at most by default. */
export function readExtension(read: Read): string | undefined {
  const extension = read('extraNum')
  if (extension && !EXTENSION.test(extension)) throw new Refusal(FORMAT, '参数格式错误：extraNum')
  return extension
}

/** The texts of sendTplSms: URL-encoded each, commas between, one a phone. */
export function readTexts(read: Read, phones: number): string[] {
  const parts = readRequired(read, 'content').split(',')
  if (parts.length !== phones) throw new Refusal('100012')
  return parts.map(decodePart)
}

/** As Java's URLDecoder reads it: a plus sign is a space. */
function decodePart(part: string): string {
  try {
    return decodeURIComponent(part.replaceAll('+', ' '))
  } catch {
    throw new Refusal(FORMAT, '参数格式错误：content')
  }
}

/** `time`: yyyy-MM-dd, a day in China; undefined when absent. */
export function readDay(read: Read): string | undefined {
  const day = read('time')
  if (day && !(DAY.test(day) && !Number.isNaN(Date.parse(day)))) {
    throw new Refusal(FORMAT, '参数格式错误：time')
  }
  return day
}
