import { unstable_rethrow } from 'next/navigation'
import type { z } from 'zod'
import type { Role } from '#lib/auth/roles.ts'
import type { Context } from '#lib/context.ts'
import { UserError } from '#lib/errors.ts'
import { isForeignSite } from './check-origin.ts'
import { openWeb } from './context.ts'
import { refuseRequest } from './refuse-request.ts'
import { readQuery } from './search-params.ts'
import { findContext } from './session.ts'

type RouteContext = { params: Promise<Record<string, string | string[] | undefined>> }

/**
 * Makes a GET handler of a query, for what changes while one looks. The input is the search
 * parameters with the path's own over them; the answer is JSON, an error `{ error }` with its status.
 */
export function route<S extends z.ZodType, T>(
  role: Role,
  schema: S,
  query: (ctx: Context, input: z.output<S>) => Promise<T>,
): (request: Request, context: RouteContext) => Promise<Response> {
  return async (request, { params }) => {
    try {
      if (isForeignSite(request.headers, openWeb().publicUrl)) throw new UserError('bad_origin')
      const found = await findContext(role)
      if (typeof found === 'string') throw new UserError(found)
      const asked = readQuery(request)
      const parsed = schema.safeParse({ ...asked, ...(await params) })
      if (!parsed.success) throw new UserError('invalid_input')
      return Response.json(await query(found, parsed.data), { headers: noStore })
    } catch (error) {
      unstable_rethrow(error)
      return refuseRequest(error)
    }
  }
}

const noStore = { 'cache-control': 'no-store' }
