import { z } from 'zod'
import type { Control } from './control.ts'
import { writeAnswer } from './fault-effects.ts'
import { FaultSchema } from './faults.ts'
import { type Listening, listen, readRequest } from './server.ts'
import { type Answer, ControlError, jsonAnswer, type VendorRequest } from './vendor.ts'

const share = z.number().min(0).max(1)
const millis = z.number().nonnegative()
const vendor = z.string()
const optionalVendor = z.strictObject({ vendor: vendor.optional() })

type Route = (control: Control, input: unknown) => unknown

/** A route: what it reads, checked, and what it does. Nothing to say is answered as `{ok: true}`. */
const route =
  <T>(schema: z.ZodType<T>, act: (control: Control, input: T) => unknown): Route =>
  (control, input) =>
    act(control, schema.parse(input))

const ROUTES: Readonly<Record<string, Route>> = {
  'GET /state': route(z.object({}), (control) => control.state()),
  'POST /push': route(
    z.strictObject({
      vendor,
      kind: z.enum(['reports', 'replies']),
      url: z.url({ protocol: /^https?$/ }).nullable(),
    }),
    (control, { vendor: name, kind, url }) => control.setPush(name, kind, url),
  ),
  'GET /faults': route(z.object({}), (control) => control.faults()),
  'POST /faults': route(FaultSchema, (control, fault) => control.addFault(fault)),
  'DELETE /faults': route(optionalVendor, (control, { vendor: name }) => control.clearFaults(name)),
  'GET /accepted': route(
    z.strictObject({
      vendor,
      after: z.coerce.number().int().nonnegative().optional(),
      limit: z.coerce.number().int().positive().max(100_000).optional(),
      phone: z.string().optional(),
    }),
    (control, { vendor: name, ...page }) => control.accepted(name, page),
  ),
  'POST /reply': route(
    z.strictObject({ vendor, phone: z.string(), content: z.string() }),
    (control, { vendor: name, phone, content }) => control.reply(name, phone, content),
  ),
  'GET /balance': route(z.strictObject({ vendor }), (control, { vendor: name }) =>
    control.balance(name),
  ),
  'POST /balance': route(z.looseObject({ vendor }), (control, { vendor: name, ...values }) =>
    control.setBalance(name, z.record(z.string(), z.number()).parse(values)),
  ),
  'POST /settings': route(z.looseObject({ vendor }), (control, { vendor: name, ...changes }) =>
    control.setSettings(name, changes),
  ),
  'POST /rates': route(
    z.strictObject({
      reportDelayMs: z.tuple([millis, millis]).optional(),
      failureRate: share.optional(),
      replyRate: share.optional(),
      decideByPhone: z.boolean().optional(),
      reviewDelayMs: millis.optional(),
    }),
    (control, changes) => control.setRates(changes),
  ),
  'POST /templates': route(z.looseObject({ vendor }), (control, { vendor: name, ...template }) =>
    control.addTemplate(name, template),
  ),
  'POST /review': route(
    z.strictObject({ vendor, id: z.int(), status: z.string() }),
    (control, { vendor: name, id, status }) => control.review(name, id, status),
  ),
  'POST /flush': route(optionalVendor, async (control, { vendor: name }) => ({
    waiting: await control.flush(name),
  })),
  'POST /reset': route(z.object({}), (control) => control.reset()),
}

function inputOf({ body, query }: VendorRequest): unknown {
  return body.length > 0 ? JSON.parse(body.toString('utf8')) : Object.fromEntries(query)
}

function refusalOf(error: unknown): Answer | undefined {
  if (error instanceof z.ZodError) return jsonAnswer(400, { error: z.prettifyError(error) })
  if (error instanceof ControlError || error instanceof SyntaxError) {
    return jsonAnswer(400, { error: error.message })
  }
  return undefined
}

async function answer(control: Control, request: VendorRequest): Promise<Answer> {
  const act = ROUTES[`${request.method} ${request.path}`]
  if (!act) return jsonAnswer(404, { error: 'no such control', controls: Object.keys(ROUTES) })
  try {
    const result = await act(control, inputOf(request))
    return jsonAnswer(200, result ?? { ok: true })
  } catch (error) {
    const refusal = refusalOf(error)
    if (!refusal) throw error
    return refusal
  }
}

/** Serves control as a JSON API; `GET` takes its input from the query, the rest from the body. */
export function listenForControl(control: Control, host: string, port: number): Promise<Listening> {
  const handler: Parameters<typeof listen>[0] = async (message, response) => {
    const request = await readRequest(message)
    if (!request) return writeAnswer(response, { status: 413, body: '' })
    writeAnswer(response, await answer(control, request))
  }
  return listen(handler, host, port)
}
