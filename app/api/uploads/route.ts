import { headers } from 'next/headers'
import type { Context } from '#lib/context.ts'
import { UserError } from '#lib/errors.ts'
import { storeUpload } from '#lib/uploads/store-upload.ts'
import { isOwnOrigin } from '#lib/web/check-origin.ts'
import { openWeb } from '#lib/web/context.ts'
import { refuseRequest } from '#lib/web/refuse-request.ts'
import { findContext } from '#lib/web/session.ts'

/** Stores the raw body as a file; its name comes percent-encoded in `x-file-name`. */
export async function POST(request: Request): Promise<Response> {
  try {
    const ctx = await openOperator()
    const stored = await storeUpload(ctx, {
      fileName: readFileName(request),
      size: readLength(request),
      stream: request.body ?? emptyBody(),
    })
    return Response.json({ id: stored.id, size: stored.size })
  } catch (error) {
    return refuseRequest(error)
  }
}

async function openOperator(): Promise<Context> {
  if (!isOwnOrigin(await headers(), openWeb().publicUrl)) throw new UserError('bad_origin')
  const found = await findContext('operator')
  if (typeof found === 'string') throw new UserError(found)
  return found
}

function readFileName(request: Request): string {
  const name = request.headers.get('x-file-name') ?? ''
  try {
    return decodeURIComponent(name)
  } catch {
    // Not percent-encoded, whoever sent it: the name is only shown.
    return name
  }
}

function readLength(request: Request): number | undefined {
  const length = request.headers.get('content-length')
  return length && /^\d+$/.test(length) ? Number(length) : undefined
}

async function* emptyBody(): AsyncGenerator<Uint8Array> {}
