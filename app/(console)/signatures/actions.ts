'use server'
import { addSignature } from '#lib/signatures/add.ts'
import { removeSignature } from '#lib/signatures/remove.ts'
import { AddSignatureInput, SignatureId, UpdateSignatureInput } from '#lib/signatures/schemas.ts'
import { updateSignature } from '#lib/signatures/update.ts'
import { action } from '#lib/web/action.ts'

export const add = action('operator', AddSignatureInput, addSignature)
export const update = action('operator', UpdateSignatureInput, updateSignature)
export const remove = action('operator', SignatureId, removeSignature)
