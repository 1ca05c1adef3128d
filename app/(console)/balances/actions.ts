'use server'
import { CheckBalanceInput, checkBalance } from '#lib/overview/check-balance.ts'
import { action } from '#lib/web/action.ts'

export const check = action('operator', CheckBalanceInput, checkBalance)
