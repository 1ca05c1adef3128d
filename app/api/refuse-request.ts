import { describeForRequest } from '#lib/web/describe-for-request.ts'

const statuses: Record<string, number> = {
  signed_out: 401,
  forbidden: 403,
  bad_origin: 403,
  not_found: 404,
  upload_too_large: 413,
  unexpected: 500,
}

/** An error as JSON in the reader's language, with its status; for routes that are no queries. */
export async function refuseRequest(error: unknown): Promise<Response> {
  const told = await describeForRequest(error)
  return Response.json({ error: told }, { status: statuses[told.code] ?? 422 })
}
