import { isOk } from '../answers.ts'
import type { HttpResponse } from '../call.ts'
import { HttpError } from '../http-error.ts'
import type { Finding } from '../queries.ts'
import { readAnswer } from './answer.ts'
import type { InfocloudCall } from './settings.ts'

const title = {
  'zh-CN': '经分平台接口检测（/health/info）',
  en: 'The platform’s own check (/health/info)',
}

/**
 * 网络环境检测: `POST /health/info`, unsigned. What it answers is not documented: any 2xx is well,
 * and what it says is shown, as the document's script does.
 */
export async function diagnose(call: InfocloudCall): Promise<Finding[]> {
  const began = performance.now()
  try {
    const response = await call.http({
      method: 'POST',
      url: `${call.baseUrl}/health/info`,
      headers: { 'content-type': 'application/json;charset=utf-8' },
      timeoutMs: 15_000,
    })
    const took = Math.round(performance.now() - began)
    const ok = isOk(response)
    return [{ title, ok, detail: `HTTP ${response.status}, ${took} ms${wordsOf(response)}` }]
  } catch (error) {
    if (!(error instanceof HttpError)) throw error
    return [{ title, ok: false, detail: error.message }]
  }
}

function wordsOf({ body }: HttpResponse): string {
  const answer = readAnswer(body)
  if (!answer) return ''
  // Perhaps it tells from where it sees us.
  const data = answer.data == null ? '' : JSON.stringify(answer.data).slice(0, 200)
  const said = [answer.code, answer.message, data].filter(Boolean).join(' ')
  return said ? `, ${said}` : ''
}
