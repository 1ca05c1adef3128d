import type { Provider } from './contract.ts'

/** The schema of the vendor's own fields of a template, whether its API takes them or a person tells us. */
export const templateSettingsOf = ({ templates, templateSettings }: Provider) =>
  templates?.settings ?? templateSettings
