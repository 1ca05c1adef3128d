'use server'
import { changeSettings } from '#lib/settings/change-settings.ts'
import { ConsoleSettingsInput } from '#lib/settings/read-settings.ts'
import { action } from '#lib/web/action.ts'

export const change = action('administrator', ConsoleSettingsInput, changeSettings)
