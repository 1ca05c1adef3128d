import { getLocale } from 'next-intl/server'
import { chinaDay } from '#lib/counts/delta.ts'
import { exportMessages } from '#lib/messages/export-messages.ts'
import { MessageParams, readMessageFilter } from '#lib/messages/filter.ts'
import { findContext } from '#lib/web/session.ts'

const refusals = { signed_out: 401, forbidden: 403 } as const

/** All messages of the filter in the address as CSV, streamed; `reveal=1` with whole numbers. */
export async function GET(request: Request): Promise<Response> {
  const ctx = await findContext('operator')
  if (typeof ctx === 'string')
    return Response.json({ error: { code: ctx } }, { status: refusals[ctx] })
  const asked = Object.fromEntries(new URL(request.url).searchParams)
  const filter = readMessageFilter(ctx.keys, MessageParams.parse(asked))
  const view = { locale: await getLocale(), reveal: asked.reveal === '1' }
  const pieces = exportMessages(ctx, filter, view)
  return new Response(toBytes(pieces), {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="messages-${chinaDay(new Date())}.csv"`,
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    },
  })
}

/** A piece is made only when it is asked for, so memory stays flat however slow the reader. */
function toBytes(pieces: AsyncGenerator<string>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  return new ReadableStream(
    {
      async pull(controller) {
        const { done, value } = await pieces.next()
        if (done) controller.close()
        else controller.enqueue(encoder.encode(value))
      },
      async cancel() {
        await pieces.return(undefined)
      },
    },
    { highWaterMark: 0 },
  )
}
