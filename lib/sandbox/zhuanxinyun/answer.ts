import type { Answer, VendorRequest } from '../core/vendor.ts'
import { jsonAnswer } from '../core/vendor.ts'
import { CODES } from './codes.ts'
import { writeXml, type XmlElement } from './xml.ts'

export type Format = 'json' | 'xml'

/** What an answer says besides its code: the balance, or records. */
export type Content = {
  count?: number
  records?: readonly Readonly<Record<string, string | null>>[]
}

/** The format at the end of a path; json for a path that has none. */
export const formatOf = ({ path }: Pick<VendorRequest, 'path'>): Format =>
  path.endsWith('.xml') ? 'xml' : 'json'

/** Every answer is HTTP 200 with 头信息 errorCode and errorMsg as top-level fields. */
function write(format: Format, code: string, message: string, content: Content = {}): Answer {
  const head = { errorCode: code, errorMsg: message }
  if (format === 'json') return jsonAnswer(200, { ...content, ...head })
  const { count, records } = content
  const more: XmlElement = {
    ...(count !== undefined && { count }),
    ...(records && { records: { record: records.map(withoutNull) } }),
  }
  return {
    status: 200,
    headers: { 'content-type': 'application/xml; charset=utf-8' },
    body: writeXml({ ...head, ...more }, 'version="1.0" encoding="UTF-8" standalone="yes"'),
  }
}

/** XML knows no null. */
const withoutNull = (record: Readonly<Record<string, string | null>>): XmlElement =>
  Object.fromEntries(Object.entries(record).map(([name, value]) => [name, value ?? '']))

/** `000000`, with 提交成功 for what was sent and 获取成功 for what was asked. */
export const success = (format: Format, content?: Content): Answer =>
  write(format, '000000', content ? '获取成功' : '提交成功', content)

export const failure = (format: Format, code: string, detail?: string): Answer =>
  write(format, code, detail ?? CODES[code] ?? code)
