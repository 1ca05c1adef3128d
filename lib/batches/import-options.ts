import { z } from 'zod'
import type { Encoding } from '#lib/recipients/guess-encoding.ts'
import type { ImportOptions } from './types.ts'

/** What a person may choose for a text file; anything else is guessed. */
export const encodings = ['utf-8', 'gb18030', 'utf-16le', 'utf-16be'] as const satisfies Encoding[]

const column = z.int().min(0).max(255)

/** How a file is read; what is left out is guessed. Columns count from 0. */
export const ImportOptionsInput = z.object({
  encoding: z.enum(encodings).optional(),
  hasHeader: z.boolean().optional(),
  mapping: z.object({ phone: column, variables: z.record(z.string(), column) }).optional(),
})

/** Stored options as the reader of files wants them. */
export const readingOf = ({ encoding, hasHeader, mapping }: ImportOptions) => ({
  ...(encoding ? { encoding: z.enum(encodings).parse(encoding) } : {}),
  ...(hasHeader === undefined ? {} : { hasHeader }),
  ...(mapping ? { mapping } : {}),
})
