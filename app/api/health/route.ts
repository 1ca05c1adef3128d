import { checkHealth } from '#lib/health/check.ts'
import { openWeb } from '#lib/web/context.ts'

/** 200 when console, worker and database are all well, else 503 and which is not. */
export async function GET(): Promise<Response> {
  const health = await checkHealth(openWeb().db)
  const status = health.ok ? 200 : 503
  return Response.json(
    { ...health, console: 'ok' },
    { status, headers: { 'cache-control': 'no-store' } },
  )
}
