import type { Database } from '../core/database.ts'
import { ControlError } from '../core/vendor.ts'

const FIRST_BALANCE = 1_000_000

/** The balance (ours: 剩余资费 counts segments) and the flow numbers, kept in the database. */
export function createState(db: Database) {
  const balance = (): number => db.getState<number>('balance') ?? FIRST_BALANCE
  return {
    balance,
    setBalance: ({ balance: amount, ...others }: Record<string, number>) => {
      const unknown = Object.keys(others)
      if (unknown.length > 0) {
        throw new ControlError(`smsadmin has no balance ${unknown.join(', ')}`)
      }
      if (amount !== undefined) db.setState('balance', amount)
    },
    pay: (segments: number) => db.setState('balance', balance() - segments),
    isUsed: (linkid: string): boolean => db.getState(`linkid:${linkid}`) === true,
    use: (linkid: string) => db.setState(`linkid:${linkid}`, true),
  }
}

export type SmsadminState = ReturnType<typeof createState>
