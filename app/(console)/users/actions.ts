'use server'
import { addUser } from '#lib/users/add.ts'
import { disableUser, enableUser } from '#lib/users/disable.ts'
import { resetPassword } from '#lib/users/passwords.ts'
import { AddUserInput, UpdateUserInput, UserIdInput } from '#lib/users/schemas.ts'
import { updateUser } from '#lib/users/update.ts'
import { action } from '#lib/web/action.ts'

export const add = action('administrator', AddUserInput, addUser)
export const update = action('administrator', UpdateUserInput, updateUser)
export const disable = action('administrator', UserIdInput, disableUser)
export const enable = action('administrator', UserIdInput, enableUser)
export const reset = action('administrator', UserIdInput, resetPassword)
