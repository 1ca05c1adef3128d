import { subscribe } from 'node:diagnostics_channel'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { peerHeader } from '#lib/addresses/client-address.ts'
import { tameAddress } from '#lib/callbacks/tame-address.ts'

/** Carries the query of a request as it came; Next writes percent-encoded bytes that are no UTF-8 anew. */
export const queryHeader = 'x-query-as-it-came'

/**
 * From now on every request carries its socket's address and its query in headers that no caller
 * can set, and a callback address that the router would stumble over is put right before it. Every
 * answer says that https stays, if `https`: next.config.mjs is read at the build, and the address is
 * the operator's.
 */
export function noteRequests({ https = false } = {}): void {
  subscribe('http.server.request.start', (event) => {
    const { request, response } = event as { request: IncomingMessage; response: ServerResponse }
    if (https) response.setHeader('strict-transport-security', 'max-age=31536000')
    request.headers[peerHeader] = request.socket.remoteAddress ?? ''
    const [, query = ''] = (request.url ?? '').split(/\?(.*)/s)
    request.headers[queryHeader] = query
    if (request.url) request.url = tameAddress(request.url)
  })
}
