import { readCheck } from '#lib/batches/check-view.ts'
import { BatchIdInput } from '#lib/batches/schemas.ts'
import { readLocale } from '#lib/web/request-preferences.ts'
import { route } from '#lib/web/route.ts'

export const GET = route('viewer', BatchIdInput, async (ctx, { id }) =>
  readCheck(ctx, { id, locale: await readLocale() }),
)
