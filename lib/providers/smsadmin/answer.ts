import { findEntry, isOk } from '../answers.ts'
import { type HttpResponse, ProviderError } from '../call.ts'
import { failAsk } from '../http-error.ts'
import { codes } from './codes.ts'
import { callEndpoint, type EndpointName } from './endpoints.ts'
import { readAnswer } from './gbk.ts'
import { type SmsadminCall, vendor } from './settings.ts'

export type Said = { code: string; words: string }

/**
 * The code that leads an answer, with its words; the space between is printed and not sent (seen).
 * A second digit makes it no code: 150 and 160 mean "none", and a row begins with a phone.
 */
export function readCode(text: string): Said | undefined {
  const match = /^([0-9])(?![0-9])\s*(.*)$/s.exec(text)
  return match ? { code: match[1] ?? '', words: match[2] ?? '' } : undefined
}

/** The error of an answer to a sending call that is no yes; what promises no refusal is `outcome_unknown`. */
export function explainRefusal(response: HttpResponse): ProviderError {
  const text = readAnswer(response.body)
  const said = isOk(response) ? readCode(text) : undefined
  const entry = findEntry(codes, said?.code)
  const learned = said && entry && learnLimit(said)
  return new ProviderError(vendor, entry?.failure ?? 'outcome_unknown', {
    code: said?.code ?? `http_${response.status}`,
    detail: said && entry ? said.words : excerpt(response.status, text),
    ...(learned ? { learned } : {}),
  })
}

/** 7 超过 XX 个字: XX is the most that the channel carries at present. */
function learnLimit({ code, words }: Said): { textLength: number } | undefined {
  const textLength = code === '7' ? Number(/\d+/.exec(words)?.[0] ?? 0) : 0
  return textLength >= 1 && textLength <= 2_000 ? { textLength } : undefined
}

/** A call that sends nothing, and its answer, which is no refusal and no page. Throws ProviderError. */
export async function ask(
  call: SmsadminCall,
  name: EndpointName,
  fields?: Record<string, string>,
): Promise<{ response: HttpResponse; text: string }> {
  const response = await callEndpoint(call, name, fields).catch((error: unknown) => {
    throw failAsk(vendor, error)
  })
  const text = readAnswer(response.body)
  const said = isOk(response) ? readCode(text) : undefined
  const entry = findEntry(codes, said?.code)
  if (said && entry) {
    throw new ProviderError(vendor, entry.failure, { code: said.code, detail: said.words })
  }
  if (!isOk(response) || text.startsWith('<')) {
    const failure = response.status >= 500 ? 'unavailable' : 'bad_response'
    throw badAnswer(response.status, text, failure)
  }
  return { response, text }
}

/** The error of an answer that is none of those that the document has. */
export function badAnswer(
  status: number,
  text: string,
  failure: 'bad_response' | 'unavailable' = 'bad_response',
): ProviderError {
  return new ProviderError(vendor, failure, {
    code: `http_${status}`,
    detail: excerpt(status, text),
  })
}

function excerpt(status: number, text: string): string {
  return `HTTP ${status}: ${text.replace(/\s+/g, ' ').trim().slice(0, 200) || 'empty answer'}`
}
