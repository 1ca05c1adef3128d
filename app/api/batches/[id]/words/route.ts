import { checkBatchWords } from '#lib/batches/check-words.ts'
import { BatchIdInput } from '#lib/batches/schemas.ts'
import { route } from '#lib/web/route.ts'

export const GET = route('operator', BatchIdInput, checkBatchWords)
