import { readProgress } from '#lib/batches/progress.ts'
import { BatchIdInput } from '#lib/batches/schemas.ts'
import { route } from '#lib/web/route.ts'

export const GET = route('viewer', BatchIdInput, readProgress)
