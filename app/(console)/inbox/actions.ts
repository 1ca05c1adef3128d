'use server'
import { AddToBlocklistInput, addToBlocklist } from '#lib/blocklist/add-to-blocklist.ts'
import { UndoBlocklistInput, undoBlocklist } from '#lib/blocklist/undo-blocklist.ts'
import { encodePhone, PhoneInput } from '#lib/messages/phone-token.ts'
import { AddOptOutInput, addOptOut } from '#lib/opt-outs/add-opt-out.ts'
import { UndoOptOutInput, undoOptOut } from '#lib/opt-outs/undo-opt-out.ts'
import { ImportUploadInput, importUploadedList } from '#lib/stop-lists/import-list.ts'
import { action } from '#lib/web/action.ts'

export const search = action('viewer', PhoneInput, encodePhone)
export const undo = action('operator', UndoOptOutInput, undoOptOut)
export const add = action('operator', AddOptOutInput, addOptOut)
export const block = action('operator', AddToBlocklistInput, addToBlocklist)
export const unblock = action('operator', UndoBlocklistInput, undoBlocklist)
export const importPhones = action('operator', ImportUploadInput, importUploadedList)
