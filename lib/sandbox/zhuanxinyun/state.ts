import type { Database } from '../core/database.ts'
import { Refusal } from '../core/refusal.ts'
import { ControlError } from '../core/vendor.ts'
import { ZHUANXINYUN_DEMO_TEMPLATES } from './demo-templates.ts'
import { ZhuanxinyunTemplate } from './templates.ts'

const FIRST_COUNT = 1_000_000

/** Templates and the messages left, kept in the vendor's database. */
export function createState(db: Database) {
  db.run('CREATE INDEX IF NOT EXISTS messages_reference ON messages (reference)')
  const templates = (): ZhuanxinyunTemplate[] =>
    db.getState<ZhuanxinyunTemplate[]>('templates') ?? Object.values(ZHUANXINYUN_DEMO_TEMPLATES)
  const count = (): number => db.getState<number>('count') ?? FIRST_COUNT
  return {
    findTemplate: (id: string) => templates().find((template) => template.id === id),
    /** Registers a template as if its review were through, replacing one of the same id. */
    addTemplate: (input: unknown): ZhuanxinyunTemplate => {
      const template = ZhuanxinyunTemplate.parse(input)
      const others = templates().filter(({ id }) => id !== template.id)
      db.setState('templates', [...others, template])
      return template
    },
    count,
    balance: () => ({ count: count() }),
    setBalance: (values: Record<string, number>) => {
      const { count: wanted, ...others } = values
      const unknown = Object.keys(others).join(', ')
      if (unknown) throw new ControlError(`zhuanxinyun has no balance ${unknown}`)
      if (wanted !== undefined) db.setState('count', wanted)
    },
    /** Takes so many messages off, or refuses with 100009. */
    pay: (segments: number) => {
      if (count() < segments) throw new Refusal('100009')
      db.setState('count', count() - segments)
    },
  }
}

export type ZhuanxinyunState = ReturnType<typeof createState>
