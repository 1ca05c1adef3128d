/** Rows or batches looked at in one statement: each ends long before the time-out of statements. */
export const portionSize = 5_000

/** What one turn of retention did, and whether there may be more of that kind. */
export type Turn = { erased: number; more: boolean }

type Portion = { next: number | null; erased: number }

/** Goes through a table from key 0 on, a transaction a portion; gives how much was erased. */
export async function inPortions(erase: (after: number) => Promise<Portion>): Promise<number> {
  let erased = 0
  for (let after: number | null = 0; after !== null; ) {
    const portion: Portion = await erase(after)
    erased += portion.erased
    after = portion.next
  }
  return erased
}
