import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import { z } from 'zod'
import type { Head } from './keys.ts'

const Line = z.object({
  position: z.number().int().positive(),
  hash: z.string(),
  sealedAt: z.iso.datetime().transform((text) => new Date(text)),
  keyId: z.string(),
  signature: z.string(),
})

/** One head as a line of JSON: what stands in the file, and what is posted. */
export const writeHead = ({ position, hash, sealedAt, keyId, signature }: Head): string =>
  JSON.stringify({ position, hash, sealedAt, keyId, signature })

/** The heads of such a file, and how many lines are none. Throws when it cannot be read. */
export async function readHeads(file: string): Promise<{ heads: Head[]; unreadable: number }> {
  const heads: Head[] = []
  let unreadable = 0
  for await (const line of createInterface({ input: createReadStream(file) })) {
    const parsed = Line.safeParse(parseJson(line))
    if (parsed.success) heads.push(parsed.data)
    else unreadable++
  }
  return { heads, unreadable }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // The schema says that it is no head.
    return undefined
  }
}
