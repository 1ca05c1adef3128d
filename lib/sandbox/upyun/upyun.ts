import { DELIVERED } from '../core/fates.ts'
import type { MessageRow } from '../core/messages.ts'
import { Refusal } from '../core/refusal.ts'
import {
  type Answer,
  jsonAnswer,
  type VendorContext,
  type VendorDefinition,
  type VendorRequest,
} from '../core/vendor.ts'
import { CODES, failure } from './codes.ts'
import type { Context } from './context.ts'
import { readBody } from './parameters.ts'
import { listMessages } from './records.ts'
import { sendMessages } from './send.ts'
import { UpyunSettings } from './settings.ts'
import { createState, type ReportType } from './state.ts'
import {
  createTemplate,
  deleteTemplate,
  listTemplates,
  reviewTemplate,
  updateTemplate,
} from './templates.ts'

type Endpoint = (context: Context, request: VendorRequest, id: string) => Answer

const ENDPOINTS: Readonly<Record<string, Endpoint>> = {
  'POST /api/templates': (context, request) => createTemplate(context, readBody(request)),
  'GET /api/templates': (context, { query }) => listTemplates(context, query),
  'DELETE /api/templates/:id': (context, _, id) => deleteTemplate(context, id),
  'PATCH /api/templates/:id': (context, request, id) =>
    updateTemplate(context, id, readBody(request)),
  'POST /api/messages': (context, request) => sendMessages(context, readBody(request)),
  'GET /api/messages': (context, { query }) => listMessages(context, query),
  'GET /api/users/remain': (context) => remain(context),
}

/**
 * Seen in a newer document: what is left by type. Ours: that document knows one package only, so
 * each type may spend both of these.
 */
function remain({ state, settings }: Context): Answer {
  if (!settings.remain) throw new Refusal('NOT_FOUND')
  const { general, vip } = state.owner()
  return jsonAnswer(200, { industry: general + vip, marketing: general + vip, intl: 0 })
}

function findEndpoint({ method, path }: VendorRequest): { endpoint: Endpoint; id: string } {
  const id = /^\/api\/templates\/([^/]+)$/.exec(path)?.[1] ?? ''
  const endpoint = ENDPOINTS[`${method} ${id ? '/api/templates/:id' : path}`]
  if (!endpoint) throw new Refusal('NOT_FOUND')
  return { endpoint, id }
}

function create(base: VendorContext<UpyunSettings>) {
  const state = createState(base.db)
  const context: Context = { ...base, state }
  const answer = (request: VendorRequest): Answer => {
    if (request.headers.authorization !== base.account.token) {
      throw new Refusal('INVALID_CREDENTIALS')
    }
    const { endpoint, id } = findEndpoint(request)
    return endpoint(context, request, id)
  }
  return {
    handle: (request: VendorRequest) => {
      try {
        return answer(request)
      } catch (error) {
        if (!(error instanceof Refusal)) throw error
        return failure(error.code, error.detail)
      }
    },
    systemError: () => failure('SYSTEM_ERROR'),
    refuse: (code: string) => (code in CODES ? failure(code) : undefined),
    /** Failures are not charged (§3.1): their segments go back to the package. */
    onReported: (rows: MessageRow[]) => {
      const failed = rows.filter((row) => row.code !== DELIVERED)
      for (const row of failed) state.countOwner({ [row.purse as ReportType]: row.segments })
    },
    balance: () => ({ general: state.owner().general, vip: state.owner().vip }),
    setBalance: state.setBalance,
    review: (id: number, status: string) => reviewTemplate(context, id, status),
    reset: () => {},
  }
}

/** upyun (又拍云) after its document: bare token, template API with review, reports pulled. */
export const upyun: VendorDefinition<UpyunSettings> = {
  account: { token: 'demo-upyun-token-2f7c91d04b5e' },
  settings: UpyunSettings,
  keepsReceipts: false,
  create,
}
