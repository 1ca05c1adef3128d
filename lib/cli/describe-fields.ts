import type { Locale } from '#lib/i18n/locales.ts'
import type { FormField } from '#lib/providers/fields.ts'

/** One line a setting of a vendor, for help: its name, what it is, its choices and its default. */
export function describeFields(vendor: string, fields: FormField[], locale: Locale): string[] {
  if (fields.length === 0) return [`  ${vendor}: –`]
  return [
    `  ${vendor}:`,
    ...fields.map((field) => {
      const values = field.options?.map(({ value }) => value).join('|')
      const shape =
        values ?? { number: 'n', switch: 'true|false', text: '…', select: '…' }[field.input]
      const normal =
        field.default === undefined || field.default === '' ? '' : ` [${field.default}]`
      return `    ${field.name}=${shape}  ${field.title[locale]}${normal}`
    }),
  ]
}
