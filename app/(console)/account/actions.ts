'use server'
import { changePassword } from '#lib/users/passwords.ts'
import { ChangePasswordInput } from '#lib/users/schemas.ts'
import { action } from '#lib/web/action.ts'

export const change = action('viewer', ChangePasswordInput, changePassword)
