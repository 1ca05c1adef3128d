import { z } from 'zod'

/** How many days of balances the screen can draw. */
export const balanceDays = [1, 7, 30, 90] as const

/** The search part of the balances' address. */
export const BalancesParams = z.object({
  days: z.coerce
    .number()
    .pipe(z.literal([...balanceDays]))
    .catch(7),
})
