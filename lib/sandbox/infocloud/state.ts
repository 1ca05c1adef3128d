import type { Database } from '../core/database.ts'
import { ControlError } from '../core/vendor.ts'
import { INFOCLOUD_DEMO_TEMPLATES } from './demo-templates.ts'
import { InfocloudTemplate, type Purse } from './templates.ts'

/** Messages left by kind, and the account's money in yuan: at 0 or below nothing is sent (FAQ). */
export type InfocloudBalance = Record<Purse | 'money', number>

const FIRST_BALANCE: InfocloudBalance = {
  industry: 1_000_000,
  member: 1_000_000,
  marketing: 1_000_000,
  money: 1_000,
}

/** Templates and balance, kept in the vendor's database. */
export function createState(db: Database) {
  const templates = (): InfocloudTemplate[] =>
    db.getState<InfocloudTemplate[]>('templates') ?? Object.values(INFOCLOUD_DEMO_TEMPLATES)
  const balance = (): InfocloudBalance =>
    db.getState<InfocloudBalance>('balance') ?? { ...FIRST_BALANCE }
  const setBalance = (values: Record<string, number>) => {
    const unknown = Object.keys(values).filter((name) => !(name in FIRST_BALANCE))
    if (unknown.length > 0) throw new ControlError(`infocloud has no balance ${unknown.join(', ')}`)
    db.setState('balance', { ...balance(), ...values })
  }
  return {
    templates,
    findTemplate: (code: string) => templates().find((template) => template.code === code),
    /** Registers a template as if its review were through, replacing one of the same code. */
    addTemplate: (input: unknown): InfocloudTemplate => {
      const template = InfocloudTemplate.parse(input)
      const others = templates().filter(({ code }) => code !== template.code)
      db.setState('templates', [...others, template])
      return template
    },
    balance,
    setBalance,
    pay: (purse: Purse, segments: number) =>
      db.setState('balance', { ...balance(), [purse]: balance()[purse] - segments }),
  }
}

export type InfocloudState = ReturnType<typeof createState>
