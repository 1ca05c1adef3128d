'use server'
import { encodePhone, PhoneInput } from '#lib/messages/phone-token.ts'
import { AddOptOutInput, addOptOut } from '#lib/opt-outs/add-opt-out.ts'
import { UndoOptOutInput, undoOptOut } from '#lib/opt-outs/undo-opt-out.ts'
import { action } from '#lib/web/action.ts'

export const search = action('viewer', PhoneInput, encodePhone)
export const undo = action('operator', UndoOptOutInput, undoOptOut)
export const add = action('operator', AddOptOutInput, addOptOut)
