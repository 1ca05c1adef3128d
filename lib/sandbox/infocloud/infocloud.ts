import type { MessageRow } from '../core/messages.ts'
import { Refusal } from '../core/refusal.ts'
import type { ReplyRow } from '../core/replies.ts'
import { createThrottle } from '../core/throttle.ts'
import type { Answer, VendorContext, VendorDefinition, VendorRequest } from '../core/vendor.ts'
import { authenticate, type Fields, readFields } from './authenticate.ts'
import { CODES, failure, success } from './codes.ts'
import { createNonces } from './nonces.ts'
import { PUSH_RULE, writeReplies, writeReports } from './pushes.ts'
import { queryReceipts } from './receipts.ts'
import { type Context, sendEach, sendSame } from './send.ts'
import { InfocloudSettings } from './settings.ts'
import { createState } from './state.ts'
import { queryStatistics } from './statistics.ts'
import { PURSES, type Purse } from './templates.ts'

const MINUTE = 60_000
const BALANCE_INTERVAL = 15_000

type Endpoint = { answer(context: Context, fields: Fields): Answer; query?: boolean }

const ENDPOINTS: Readonly<Record<string, Endpoint>> = {
  '/message/send': { answer: sendSame },
  '/message/sendBatch': { answer: sendEach },
  '/sms/arriveRes/qry': { answer: queryReceipts, query: true },
  '/sms/arrive/qry': { answer: queryReceipts, query: true },
  '/sms/send/statistics': { answer: queryStatistics, query: true },
  '/sms/residueValue/qry': { answer: queryBalance, query: true },
}

/** `sms/residueValue/qry`: messages left of each of the three kinds. */
function queryBalance({ state, settings }: Context): Answer {
  const balance = state.balance()
  const data = (Object.keys(PURSES) as Purse[]).map((purse) => ({
    itemName: PURSES[purse],
    residueValue: balance[purse],
  }))
  return success({ data }, settings.codeAsString)
}

const isUnserved = (path: string, { receiptPaths }: InfocloudSettings): boolean =>
  ENDPOINTS[path]?.answer === queryReceipts &&
  receiptPaths !== 'both' &&
  path !== `/sms/${receiptPaths}/qry`

/** Three queries a minute for the company (FAQ), and the balance no more than once in 15 s. */
function createQueryLimits(settings: InfocloudSettings, now: () => number) {
  const company = createThrottle(MINUTE)
  const balance = createThrottle(BALANCE_INTERVAL)
  const admit = (path: string): boolean => {
    const limit = settings.queriesPerMinute
    if (limit === 0) return true
    if (path === '/sms/residueValue/qry' && !balance.admit(now(), 1)) return false
    return company.admit(now(), limit)
  }
  const clear = () => {
    company.clear()
    balance.clear()
  }
  return { admit, clear }
}

function create(base: VendorContext<InfocloudSettings>) {
  const state = createState(base.db)
  const context: Context = { ...base, state }
  const { account, settings, now } = base
  const nonces = createNonces()
  const limits = createQueryLimits(settings, now)
  const answer = (request: VendorRequest): Answer => {
    const endpoint = ENDPOINTS[request.path]
    if (request.method !== 'POST') return { status: 405, body: '' }
    if (request.path === '/health/info') return success({ message: 'OK' }, settings.codeAsString)
    if (!endpoint || isUnserved(request.path, settings)) return { status: 404, body: '' }
    const fields = readFields(request)
    authenticate(request, fields, { account, settings, nonces, now })
    if (endpoint.query && !limits.admit(request.path)) throw new Refusal('6000')
    return endpoint.answer(context, fields)
  }
  return {
    handle: (request: VendorRequest) => {
      try {
        return answer(request)
      } catch (error) {
        if (!(error instanceof Refusal)) throw error
        return failure(error.code, error.detail, settings.codeAsString)
      }
    },
    systemError: () => failure('-1', undefined, settings.codeAsString),
    refuse: (code: string) =>
      code in CODES ? failure(code, undefined, settings.codeAsString) : undefined,
    pushRule: () => PUSH_RULE,
    writeReports: (rows: MessageRow[]) => writeReports(account.apiKey ?? '', rows),
    writeReplies: (rows: ReplyRow[]) => writeReplies(account.apiKey ?? '', rows),
    balance: state.balance,
    setBalance: state.setBalance,
    addTemplate: state.addTemplate,
    reset: () => {
      nonces.clear()
      limits.clear()
    },
  }
}

/** infocloud (经分助手) after its document: signed JSON, templates by code, pushed receipts. */
export const infocloud: VendorDefinition<InfocloudSettings> = {
  account: {
    apiKey: '3f9d0c5be1a24c6f8d70b2914ea65c83',
    accessKey: '6b1e9a07c4d852f3b9e07d1c6a2f48953d7e0b81fa64c29d5e13b7086cf492ad',
  },
  settings: InfocloudSettings,
  keepsReceipts: true,
  create,
}
