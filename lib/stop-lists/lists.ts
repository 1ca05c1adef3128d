import { blocklist, optOuts } from '#db/schema/opt-outs.ts'

/** The two lists of phones that we do not write to; the name is the noun of the audit log. */
export const stopLists = { optOut: optOuts, blocklist } as const
export type StopList = keyof typeof stopLists
