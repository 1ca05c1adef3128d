import { describeForRequest } from './describe-for-request.ts'

const statuses: Record<string, number> = {
  signed_out: 401,
  forbidden: 403,
  bad_origin: 403,
  not_found: 404,
  invalid_input: 400,
  upload_too_large: 413,
  unexpected: 500,
}

/** An error as JSON `{ error }` in the reader's language, with its status: 422 unless it has one of its own. */
export async function refuseRequest(error: unknown): Promise<Response> {
  const told = await describeForRequest(error)
  const status = statuses[told.code] ?? 422
  return Response.json({ error: told }, { status, headers: { 'cache-control': 'no-store' } })
}
