export type SearchParams = Promise<Record<string, string | string[] | undefined>>

/** The search parameters of a page, of a repeated one the first; for the `parse` of a zod schema. */
export async function readSearch(
  params: SearchParams,
): Promise<Record<string, string | undefined>> {
  const entries = Object.entries(await params)
  return Object.fromEntries(
    entries.map(([name, value]) => [name, withoutNul(Array.isArray(value) ? value[0] : value)]),
  )
}

/** PostgreSQL stores no U+0000, so nothing there can be equal to a text that has one. */
const withoutNul = (text: string | undefined): string | undefined => text?.replaceAll('\0', '')

/** The search parameters of a request; of a repeated one the last. */
export const readQuery = (request: Request): Record<string, string | undefined> =>
  Object.fromEntries(
    [...new URL(request.url).searchParams].map(([name, text]) => [name, withoutNul(text)]),
  )
