import { Refusal } from '../core/refusal.ts'
import type { Answer, VendorContext, VendorDefinition, VendorRequest } from '../core/vendor.ts'
import { failure, findRefusal, success } from './codes.ts'
import { type Params, readParams, refuse, required } from './parameters.ts'
import { createReplyWriter, createReportWriter } from './pushes.ts'
import { type Context, sendGroup } from './send.ts'
import { VeesingSettings } from './settings.ts'
import { createState } from './state.ts'

type Endpoint = (context: Context, params: Params) => Answer

const ENDPOINTS: Readonly<Record<string, Endpoint>> = {
  '/smsApi/group': sendGroup,
  '/smsApi/group/getBalance': getBalance,
}

/** §3: the messages left. */
function getBalance({ state, settings }: Context): Answer {
  if (!settings.ipAllowed) refuse('ipRefused')
  return success(state.balance(), settings.paddedStatus)
}

function authenticate({ account, settings }: Context, params: Params): void {
  const appId = required(params, 'appId')
  const appKey = required(params, 'appKey')
  if (appId !== account.appId || appKey !== account.appKey) refuse('wrongAccount')
  if (settings.locked) refuse('locked')
}

function create(base: VendorContext<VeesingSettings>) {
  const state = createState(base.db)
  const context: Context = { ...base, state }
  const answer = (request: VendorRequest): Answer => {
    const endpoint = ENDPOINTS[request.path]
    if (!endpoint) return { status: 404, body: '' }
    if (request.method !== 'POST') return { status: 405, headers: { allow: 'POST' }, body: '' }
    const params = readParams(request)
    authenticate(context, params)
    return endpoint(context, params)
  }
  return {
    handle: (request: VendorRequest) => {
      try {
        return answer(request)
      } catch (error) {
        if (!(error instanceof Refusal)) throw error
        return failure(findRefusal(error.code) ?? 'unknownCause', context.settings.refusalStatus)
      }
    },
    systemError: () => failure('unknownCause'),
    refuse: (code: string) => {
      const name = findRefusal(code)
      return name && failure(name, context.settings.refusalStatus)
    },
    writeReports: createReportWriter(base.settings),
    writeReplies: createReplyWriter(base.db, base.settings),
    balance: state.balance,
    setBalance: state.setBalance,
    reset: () => {},
  }
}

/** veesing (中昱维信) after its document: forms, refusals in words, reports and replies pushed. */
export const veesing: VendorDefinition<VeesingSettings> = {
  account: { appId: '2RYN7CQHL1M0DEMO', appKey: 'WVNA4A0K7Q52DEMO' },
  settings: VeesingSettings,
  /** Ours: reports made before an address is set wait for it. */
  keepsReceipts: true,
  create,
}
