import type { ServerResponse } from 'node:http'
import { setTimeout as delay } from 'node:timers/promises'
import type { Fault, RequestFault } from './faults.ts'
import type { Answer, Vendor, VendorRequest } from './vendor.ts'

/** What a fault has in hand once the vendor has answered, or was kept from answering. */
export type Scene = {
  fault: Fault
  response: ServerResponse
  request: VendorRequest
  vendor: Vendor
  /** The real answer; undefined when the fault kept the vendor from seeing the call. */
  answer: Answer | undefined
  /** Reports a call at once and waits for its push. */
  expedite(callId: string): Promise<void>
}

/** `accepts`: whether the vendor takes the call first. `play` does the rest. */
type Effect = { accepts: boolean; play(scene: Scene): void | Promise<void> }

const SLOW_MS = 3_000
const HTML = '<html><head><title>502 Bad Gateway</title></head><body>nginx</body></html>'

/** Writes an answer whole. */
export function writeAnswer(response: ServerResponse, answer: Answer): void {
  const body = Buffer.from(answer.body)
  const length = answer.status === 204 ? undefined : { 'content-length': String(body.length) }
  response.writeHead(answer.status, { ...answer.headers, ...length })
  response.end(answer.status === 204 ? undefined : body)
}

const reset = ({ response }: Scene) => {
  response.socket?.resetAndDestroy()
}

const html = (status: number) => (scene: Scene) =>
  writeAnswer(scene.response, {
    status,
    headers: { 'content-type': 'text/html; charset=utf-8' },
    body: HTML,
  })

const plain =
  (status: number, headers: Record<string, string> = {}) =>
  (scene: Scene) =>
    writeAnswer(scene.response, { status, headers, body: '' })

async function slow(scene: Scene): Promise<void> {
  await delay(scene.fault.ms ?? SLOW_MS, undefined, { ref: false })
  writeAnswer(scene.response, scene.answer ?? scene.vendor.systemError(scene.request))
}

async function half({ response, answer }: Scene): Promise<void> {
  const body = Buffer.from(answer?.body ?? HTML)
  response.writeHead(answer?.status ?? 200, {
    ...answer?.headers,
    'content-length': String(body.length),
  })
  await new Promise((done) => response.write(body.subarray(0, body.length >> 1), done))
  response.socket?.destroy()
}

/** Also played before the body was read (server.ts): 200 at once, and then the line is cut. */
async function early({ response }: Scene): Promise<void> {
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': '64' })
  response.flushHeaders()
  await delay(20)
  response.socket?.resetAndDestroy()
}

function redirect({ fault, request, response }: Scene): void {
  const location = fault.location ?? `http://${request.headers.host}${request.path}?redirected=1`
  writeAnswer(response, { status: 307, headers: { location }, body: '' })
}

function refuse({ fault, vendor, request, response }: Scene): void {
  const answer = vendor.refuse(fault.code ?? '', request) ?? vendor.systemError(request)
  writeAnswer(response, answer)
}

async function pushFirst({ answer, response, expedite }: Scene): Promise<void> {
  if (answer?.callId) await expedite(answer.callId)
  if (answer) writeAnswer(response, answer)
}

/** Every request fault: what it does, and whether by default the call counts. */
export const EFFECTS: Readonly<Record<RequestFault, Effect>> = {
  slow: { accepts: true, play: slow },
  hang: { accepts: true, play: () => {} },
  'reset-before': { accepts: false, play: reset },
  'reset-after': { accepts: true, play: reset },
  'half-answer': { accepts: true, play: half },
  'early-200': { accepts: false, play: early },
  'html-200': { accepts: true, play: html(200) },
  'html-502': { accepts: true, play: html(502) },
  'misdirected-421': { accepts: false, play: plain(421) },
  'redirect-307': { accepts: false, play: redirect },
  'system-error': {
    accepts: false,
    play: (scene) => writeAnswer(scene.response, scene.vendor.systemError(scene.request)),
  },
  'http-500': { accepts: false, play: plain(500) },
  'not-found': { accepts: false, play: plain(404) },
  refuse: { accepts: false, play: refuse },
  'push-before-answer': { accepts: true, play: pushFirst },
}
