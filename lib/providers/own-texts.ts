import type { Limits } from './contract.ts'
import type { Category } from './vocabulary.ts'

/** Whether one call can carry a text for each recipient of this template. */
export const carriesOwnTexts = (
  { perRecipientText, sharedTextOnly }: Pick<Limits, 'perRecipientText' | 'sharedTextOnly'>,
  template: { category: Category; vendorId?: string | null },
): boolean =>
  !sharedTextOnly?.includes(template.category) &&
  (perRecipientText === 'always' ||
    (perRecipientText === 'with_template_code' && !!template.vendorId))
