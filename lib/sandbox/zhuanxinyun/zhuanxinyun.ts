import type { MessageRow } from '../core/messages.ts'
import { Refusal } from '../core/refusal.ts'
import type { ReplyRow } from '../core/replies.ts'
import type { Answer, VendorContext, VendorDefinition, VendorRequest } from '../core/vendor.ts'
import { type Format, failure, formatOf } from './answer.ts'
import { authenticate, createPace } from './authenticate.ts'
import { CODES, GATEWAY_CODES } from './codes.ts'
import type { Context } from './context.ts'
import { type Read, readParameters } from './parameters.ts'
import { pushRule, writeReplies, writeReports } from './pushes.ts'
import { queryCount, queryReplies, queryReports } from './queries.ts'
import { sendEach, sendSame } from './send.ts'
import { ZhuanxinyunSettings } from './settings.ts'
import { createState } from './state.ts'

type Endpoint = (context: Context, read: Read, format: Format) => Answer

const PATH = /^\/api\/v2\/(\w+)\.(?:json|xml)$/
const ENDPOINTS: ReadonlyMap<string, Endpoint> = new Map([
  ['sendSms', sendSame],
  ['sendTplSms', sendEach],
  ['querySmsCount', queryCount],
  ['queryStatusReport', queryReports],
  ['queryMoRecord', queryReplies],
])
const JSON_REQUEST = { path: '' }

function create(base: VendorContext<ZhuanxinyunSettings>) {
  const context: Context = { ...base, state: createState(base.db) }
  const pace = createPace(context)
  const answer = (request: VendorRequest): Answer => {
    const endpoint = ENDPOINTS.get(PATH.exec(request.path)?.[1] ?? '')
    if (!endpoint) return { status: 404, body: '' }
    // The samples post; the printed request is an address with its parameters, as a GET has them.
    if (request.method !== 'POST' && request.method !== 'GET') return { status: 405, body: '' }
    const read = readParameters(request)
    authenticate(context, read, request.address)
    pace.check(request)
    return endpoint(context, read, formatOf(request))
  }
  return {
    handle: (request: VendorRequest) => {
      try {
        return answer(request)
      } catch (error) {
        if (!(error instanceof Refusal)) throw error
        return failure(formatOf(request), error.code, error.detail)
      }
    },
    systemError: (request = JSON_REQUEST) => failure(formatOf(request), '999999'),
    refuse: (code: string, request = JSON_REQUEST) =>
      code in CODES ? failure(formatOf(request), code) : undefined,
    pushRule: () => pushRule(context),
    writeReports: (rows: MessageRow[]) => writeReports(context, rows),
    writeReplies: (rows: ReplyRow[]) => writeReplies(context, rows),
    balance: context.state.balance,
    setBalance: context.state.setBalance,
    addTemplate: context.state.addTemplate,
    reset: pace.clear,
  }
}

/** zhuanxinyun (专信云) after its document: forms in, JSON or XML out, pushes in XML. */
export const zhuanxinyun: VendorDefinition<ZhuanxinyunSettings> = {
  account: {
    appKey: 'p7kd2mzx0qv5c81ty6hw3naj9rbe4fgu',
    appSecret: '5d0c81f3a97e4b26b8f1d2c07e6a9345c1',
  },
  settings: ZhuanxinyunSettings,
  keepsReceipts: true,
  keepsReplies: true,
  failures: GATEWAY_CODES,
  create,
}
