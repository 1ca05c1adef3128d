'use server'
import { abortBatch } from '#lib/batches/abort.ts'
import { approveBatch } from '#lib/batches/approve.ts'
import { cancelBatch } from '#lib/batches/cancel.ts'
import { confirmBatch } from '#lib/batches/confirm.ts'
import { CreateDraftInput, createDraft } from '#lib/batches/create-draft.ts'
import { discardDraft } from '#lib/batches/discard-draft.ts'
import { draftAnew } from '#lib/batches/draft-anew.ts'
import { draftRest } from '#lib/batches/draft-rest.ts'
import { draftRetry } from '#lib/batches/draft-retry.ts'
import { pauseBatch } from '#lib/batches/pause.ts'
import { RecheckBatchInput, recheckBatch } from '#lib/batches/recheck.ts'
import { resumeBatch } from '#lib/batches/resume.ts'
import { BatchRef, ConfirmBatch } from '#lib/batches/schemas.ts'
import { TestSendInput, testSend } from '#lib/batches/test-send.ts'
import { action } from '#lib/web/action.ts'

export const draft = action('operator', CreateDraftInput, createDraft)
export const recheck = action('operator', RecheckBatchInput, recheckBatch)
export const discard = action('operator', BatchRef, discardDraft)
export const confirm = action('operator', ConfirmBatch, confirmBatch)
export const pause = action('operator', BatchRef, pauseBatch)
export const resume = action('operator', BatchRef, resumeBatch)
export const abort = action('operator', BatchRef, abortBatch)
export const approve = action('approver', BatchRef, approveBatch)
export const cancel = action('operator', BatchRef, cancelBatch)
export const rest = action('operator', BatchRef, (ctx, input) => draftRest(ctx, input))
export const retry = action('operator', BatchRef, (ctx, input) => draftRetry(ctx, input))
export const anew = action('operator', BatchRef, draftAnew)
export const sendTest = action('operator', TestSendInput, testSend)
