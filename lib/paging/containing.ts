/** A pattern for LIKE that fits every text with `part` in it, whatever signs `part` has. */
export const containing = (part: string): string => `%${part.replace(/[\\%_]/g, '\\$&')}%`
