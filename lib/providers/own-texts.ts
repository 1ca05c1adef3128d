import type { Limits } from './contract.ts'

/** Whether one call can carry a text for each recipient of this template. */
export const carriesOwnTexts = (
  { perRecipientText }: Pick<Limits, 'perRecipientText'>,
  template: { vendorId?: string | null },
): boolean =>
  perRecipientText === 'always' ||
  (perRecipientText === 'with_template_code' && !!template.vendorId)
