import { RefusedPageInput, readRefused } from '#lib/batches/check-view.ts'
import { readLocale } from '#lib/web/request-preferences.ts'
import { route } from '#lib/web/route.ts'

export const GET = route('viewer', RefusedPageInput, async (ctx, input) =>
  readRefused(ctx, { ...input, locale: await readLocale() }),
)
