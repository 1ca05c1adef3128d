import { clientAddress } from '#lib/addresses/client-address.ts'
import { callbackByteLimit, receiveCallback } from '#lib/callbacks/receive.ts'
import { openWeb } from '#lib/web/context.ts'
import { queryHeader } from '#lib/web/note-requests.ts'
import { readLimited } from '#lib/web/read-limited.ts'

export const dynamic = 'force-dynamic'

type Place = { params: Promise<{ vendor: string; token: string }> }

/** A vendor's push: stored as it came, then answered in the vendor's words. */
async function receive(request: Request, { params }: Place): Promise<Response> {
  const { db, unknownCallbacks, trustedProxies } = openWeb()
  const answer = await receiveCallback(db, unknownCallbacks, {
    ...(await params),
    address: clientAddress(request.headers, trustedProxies),
    method: request.method,
    query: request.headers.get(queryHeader) ?? new URL(request.url).search.slice(1),
    contentType: request.headers.get('content-type') ?? '',
    readBody: () => readLimited(request, callbackByteLimit),
  })
  return new Response(answer.body, {
    status: answer.status,
    headers: {
      'content-type': answer.contentType,
      ...(answer.allow ? { allow: answer.allow } : {}),
    },
  })
}

// Without their own, Next answers HEAD as GET and OPTIONS by itself; the others it refuses with 405.
export { receive as GET, receive as HEAD, receive as OPTIONS, receive as POST }
