import type { Database } from '../core/database.ts'
import { ControlError } from '../core/vendor.ts'

export type TemplateStatus = 'review' | 'success' | 'defeat'
export type ReportType = 'vip' | 'general'

/** A template as stored; its review ends by itself at `reviewEndsAt` (ms) with `verdict`. */
export type UpyunTemplate = {
  id: number
  title: string
  content: string
  temp_sign: string
  sign_location: 'top' | 'bottom'
  type: 'industry' | 'marketing'
  report_type: ReportType
  updatedAt: number
  reviewEndsAt: number
  verdict: Exclude<TemplateStatus, 'review'>
}

/** Messages left by kind of review, and messages sent so far by type. */
export type Owner = {
  id: number
  name: string
  general: number
  vip: number
  industry: number
  marketing: number
}

const FIRST_OWNER: Owner = {
  id: 1027,
  name: 'demo',
  general: 1_000_000,
  vip: 1_000_000,
  industry: 0,
  marketing: 0,
}

/** Ours: templates below this number belong to somebody else (REQUIRE_TEMPLATE_OWNER). */
export const FIRST_TEMPLATE_ID = 10

/** Templates and the owner's counters, kept in the vendor's database. */
export function createState(db: Database) {
  const templates = (): UpyunTemplate[] => db.getState<UpyunTemplate[]>('templates') ?? []
  const owner = (): Owner => db.getState<Owner>('owner') ?? { ...FIRST_OWNER }
  const countOwner = (changes: Partial<Record<keyof Owner, number>>) => {
    const before = owner()
    const after = { ...before, general: before.general + (changes.general ?? 0) }
    after.vip += changes.vip ?? 0
    after.industry += changes.industry ?? 0
    after.marketing += changes.marketing ?? 0
    db.setState('owner', after)
  }
  return {
    templates,
    find: (id: number) => templates().find((template) => template.id === id),
    takeTemplateId: () => db.takeNumbers('template', FIRST_TEMPLATE_ID, 1),
    save: (template: UpyunTemplate) => {
      const others = templates().filter(({ id }) => id !== template.id)
      db.setState('templates', [...others, template])
    },
    remove: (id: number) =>
      db.setState(
        'templates',
        templates().filter((template) => template.id !== id),
      ),
    owner,
    /** Adds to the named counters (below zero takes away). */
    countOwner,
    setBalance: (values: Record<string, number>) => {
      const unknown = Object.keys(values).filter((name) => name !== 'general' && name !== 'vip')
      if (unknown.length > 0) throw new ControlError(`upyun has no balance ${unknown.join(', ')}`)
      db.setState('owner', { ...owner(), ...values })
    },
  }
}

export type UpyunState = ReturnType<typeof createState>

/** Where a template's review stands now. */
export const statusOf = (template: UpyunTemplate, now: number): TemplateStatus =>
  now >= template.reviewEndsAt ? template.verdict : 'review'
