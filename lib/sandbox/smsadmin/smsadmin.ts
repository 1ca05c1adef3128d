import type { MessageRow } from '../core/messages.ts'
import { Refusal } from '../core/refusal.ts'
import type { ReplyRow } from '../core/replies.ts'
import type { Answer, VendorContext, VendorDefinition, VendorRequest } from '../core/vendor.ts'
import type { Context, Style } from './account.ts'
import { CODES, failure, mark, NOTHING, plainAnswer } from './codes.ts'
import { type Fields, readFields } from './gbk.ts'
import { type AdmitPull, pullReplies, pullReports } from './pulls.ts'
import { checkPushUrl, writeReply, writeReport } from './pushes.ts'
import { queryBalance, querySensitiveWords } from './queries.ts'
import { sendEach, sendSame } from './send.ts'
import { SmsadminSettings } from './settings.ts'
import { createState } from './state.ts'

const PREFIX = '/smsmarketing/wwwroot/api/'
const GET_LIMIT = 100
const POST_LIMIT = 1_000

type Act = (context: Context, fields: Fields, style: Style, admit: AdmitPull) => Answer
type Endpoint = Style & { method: 'GET' | 'POST'; act: Act }

const sameByGet: Act = (context, fields, style) => sendSame(context, fields, style, GET_LIMIT)
const sameByPost: Act = (context, fields, style) => sendSame(context, fields, style, POST_LIMIT)
const each: Act = (context, fields, style) => sendEach(context, fields, style, POST_LIMIT)
const replies =
  (encoded: boolean): Act =>
  (context, fields, style, admit) =>
    pullReplies(context, fields, style, admit, encoded)

/** Every address of the document, with what it encodes twice. */
const ENDPOINTS: Readonly<Record<string, Endpoint>> = {
  get_send: { method: 'GET', act: sameByGet },
  get_send_md5: { method: 'GET', act: sameByGet, md5: true },
  get_send_urldecode: { method: 'GET', act: sameByGet, encoded: ['msg'] },
  post_send: { method: 'POST', act: sameByPost },
  post_send_md5: { method: 'POST', act: sameByPost, md5: true },
  post_send_urldecode: { method: 'POST', act: sameByPost, encoded: ['uid', 'msg'] },
  post_send_ddt: { method: 'POST', act: each, md5: true, encoded: ['params', 'msg'] },
  user_info: { method: 'GET', act: queryBalance },
  user_info_urldecode: { method: 'GET', act: queryBalance, encoded: ['uid'] },
  mgz: { method: 'GET', act: querySensitiveWords },
  reve: { method: 'GET', act: replies(false) },
  reve_urlencode: { method: 'GET', act: replies(true) },
  report: { method: 'GET', act: pullReports },
}

/** `refuse` has no endpoint to take the number from, and takes the one of the POST table. */
const refusalNumber = (code: string, { textLimit }: SmsadminSettings): string =>
  String(code === '7' ? textLimit : POST_LIMIT)

function createPullLimits({ settings, now }: Context) {
  const last = new Map<string, number>()
  const admit: AdmitPull = (kind) => {
    const wait = (last.get(kind) ?? Number.NEGATIVE_INFINITY) + settings.pullIntervalMs
    if (!settings.pullsOpen || now() < wait) return false
    last.set(kind, now())
    return true
  }
  return { admit, clear: () => last.clear() }
}

function create(base: VendorContext<SmsadminSettings>) {
  const context: Context = { ...base, state: createState(base.db) }
  const { settings, state } = context
  const limits = createPullLimits(context)
  const answer = ({ method, path, search, body }: VendorRequest): Answer => {
    const endpoint = path.startsWith(PREFIX) ? ENDPOINTS[path.slice(PREFIX.length)] : undefined
    if (!endpoint) return { status: 404, body: '' }
    if (method !== endpoint.method) return { status: 405, body: '' }
    const fields = readFields(method === 'GET' ? Buffer.from(search, 'latin1') : body)
    return endpoint.act(context, fields, endpoint, limits.admit)
  }
  return {
    handle: (request: VendorRequest) => {
      try {
        return mark(answer(request), settings)
      } catch (error) {
        if (!(error instanceof Refusal)) throw error
        return mark(failure(error.code, error.detail ?? '', settings), settings)
      }
    },
    /** Ours: the document has no word for it. */
    systemError: () => ({ status: 500, body: '' }),
    refuse: (code: string) => {
      if (Object.values<string>(NOTHING).includes(code)) return plainAnswer(code)
      return code in CODES ? failure(code, refusalNumber(code, settings), settings) : undefined
    },
    writeReports: (rows: MessageRow[]) => writeReport(context, rows),
    writeReplies: (rows: ReplyRow[]) => writeReply(context, rows),
    checkPushUrl: (url: string) => checkPushUrl(context, url),
    balance: () => ({ balance: state.balance() }),
    setBalance: state.setBalance,
    reset: limits.clear,
  }
}

/** smsadmin (通用短信平台) after its document: GB2312 both ways, plain words as answers. */
export const smsadmin: VendorDefinition<SmsadminSettings> = {
  account: { uid: 'demo1688', pwd: 'demo-7c2e90b4' },
  settings: SmsadminSettings,
  keepsReceipts: true,
  keepsReplies: true,
  create,
}
