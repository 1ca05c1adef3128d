import type { Database } from '../core/database.ts'
import { ControlError } from '../core/vendor.ts'

const FIRST_BALANCE = { remainPoint: 1_000_000 }

export type VeesingBalance = typeof FIRST_BALANCE

/** 账户剩余条数: the messages left, kept in the vendor's database. */
export function createState(db: Database) {
  const balance = (): VeesingBalance => db.getState<VeesingBalance>('balance') ?? FIRST_BALANCE
  return {
    balance,
    setBalance: (values: Record<string, number>) => {
      const unknown = Object.keys(values).filter((name) => name !== 'remainPoint')
      if (unknown.length > 0) throw new ControlError(`veesing has no balance ${unknown.join(', ')}`)
      db.setState('balance', { ...balance(), ...values })
    },
    /** Takes segments off; gives what is left. */
    pay: (segments: number): number => {
      const remainPoint = balance().remainPoint - segments
      db.setState('balance', { remainPoint })
      return remainPoint
    },
  }
}

export type VeesingState = ReturnType<typeof createState>
