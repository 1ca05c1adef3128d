import type { Limits, Provider } from '#lib/providers/contract.ts'
import { type FormField, listFields } from '#lib/providers/fields.ts'
import { doesPush } from '#lib/providers/pushes.ts'
import { getProvider, vendors } from '#lib/providers/registry.ts'
import { templateSettingsOf } from '#lib/providers/template-settings.ts'
import type { Localized } from '#lib/providers/vocabulary.ts'

/** One input of a form, as the browser gets it. */
export type VendorField = FormField

/** What a vendor's channels need and can, as plain data that may cross to the browser. */
export type VendorView = {
  vendor: string
  name: Localized
  baseUrl: string
  limits: Limits
  credentials: VendorField[]
  settings: VendorField[]
  /** Its own fields of a template. Absent: it has none. */
  templateSettings?: VendorField[]
  /** False: its templates are entered by code. */
  hasTemplatesApi: boolean
  /** Those of them that cannot change in a template that exists. */
  fixedSettings: readonly string[]
  /** Absent: a template has no code that a person would enter. */
  templateCode?: { title: Localized; help?: Localized; required: boolean }
  callbackHelp?: Localized
  /** Absent: the vendor holds nothing until a time. */
  schedule?: { minimumMinutes: number }
  /** All there are, in one order for every vendor. */
  capabilities: { name: Capability; can: boolean }[]
}

export const capabilities = [
  'perRecipientText',
  'templates',
  'balance',
  'pushReports',
  'pushReplies',
  'pullReports',
  'pullReplies',
  'findOutcome',
  'schedule',
  'checkWords',
  'statistics',
  'records',
  'diagnose',
] as const
export type Capability = (typeof capabilities)[number]

const has: Record<Capability, (provider: Provider) => boolean> = {
  perRecipientText: (provider) => provider.limits.perRecipientText !== 'never',
  templates: (provider) => provider.templates !== undefined,
  balance: (provider) => provider.balance !== undefined,
  pushReports: (provider) => doesPush(provider, 'reports'),
  pushReplies: (provider) => doesPush(provider, 'replies'),
  pullReports: (provider) => provider.pullReports !== undefined,
  pullReplies: (provider) => provider.pullReplies !== undefined,
  findOutcome: (provider) => provider.findOutcome !== undefined,
  schedule: (provider) => provider.schedule !== undefined,
  checkWords: (provider) => provider.checkWords !== undefined,
  statistics: (provider) => provider.statistics !== undefined,
  records: (provider) => provider.records !== undefined,
  diagnose: (provider) => provider.diagnose !== undefined,
}

export function describeVendor(vendor: string): VendorView {
  const provider = getProvider(vendor)
  const { name, baseUrl, limits, callbackHelp, schedule, templates, templateCode } = provider
  const templateSettings = templateSettingsOf(provider)
  return {
    vendor,
    name,
    baseUrl,
    limits,
    credentials: listFields(provider.credentials),
    settings: listFields(provider.settings),
    ...(templateSettings ? { templateSettings: listFields(templateSettings) } : {}),
    hasTemplatesApi: templates !== undefined,
    fixedSettings: templates?.fixedSettings ?? [],
    ...(templateCode ? { templateCode } : {}),
    ...(callbackHelp ? { callbackHelp } : {}),
    ...(schedule ? { schedule } : {}),
    capabilities: capabilities.map((one) => ({ name: one, can: has[one](provider) })),
  }
}

/** Every vendor there is an adapter for. */
export const describeVendors = (): VendorView[] => vendors.map(describeVendor)
