'use server'
import { AskRecordsInput, askRecords } from '#lib/messages/ask-records.ts'
import { RevealInput, revealPhone } from '#lib/messages/reveal-phone.ts'
import { SearchInput, writeSearchTarget } from '#lib/messages/search-target.ts'
import { SettleInput, settleMessage } from '#lib/messages/settle-message.ts'
import { UndoOptOutInput, undoOptOut } from '#lib/opt-outs/undo-opt-out.ts'
import { EraseTokenInput, erasePhoneBehind } from '#lib/personal-data/erase-phone.ts'
import { action } from '#lib/web/action.ts'

export const search = action('viewer', SearchInput, writeSearchTarget)
export const reveal = action('operator', RevealInput, async (ctx, input) => {
  return (await revealPhone(ctx, input)).phone
})
export const settle = action('operator', SettleInput, settleMessage)
export const undo = action('operator', UndoOptOutInput, undoOptOut)
export const erasePhone = action('administrator', EraseTokenInput, erasePhoneBehind)
export const records = action('operator', AskRecordsInput, askRecords)
