import { unstable_rethrow } from 'next/navigation'
import type { Role } from '#lib/auth/roles.ts'
import type { Context } from '#lib/context.ts'
import { UserError } from '#lib/errors.ts'
import { isForeignSite } from './check-origin.ts'
import { openWeb } from './context.ts'
import { refuseRequest } from './refuse-request.ts'
import { findContext } from './session.ts'

type Params = Record<string, string>
type RouteContext = { params: Promise<Params> }

/**
 * Makes a GET handler of a file to save, which other sites' pages cannot call for: it is noted in
 * the audit log, and a large one is work. An error is JSON `{ error }` with its status.
 */
export function download(
  role: Role,
  make: (ctx: Context, request: Request, params: Params) => Promise<Response>,
): (request: Request, context: RouteContext) => Promise<Response> {
  return async (request, { params }) => {
    try {
      if (isForeignSite(request.headers, openWeb().publicUrl)) throw new UserError('bad_origin')
      const ctx = await findContext(role)
      if (typeof ctx === 'string') throw new UserError(ctx)
      return await make(ctx, request, await params)
    } catch (error) {
      unstable_rethrow(error)
      return refuseRequest(error)
    }
  }
}
