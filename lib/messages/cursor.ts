/** A place in the list: the last message shown, and the last id of its batch. */
export type Cursor = { lastId: number; id: number }

export const writeCursor = ({ lastId, id }: Cursor): string => `${lastId}.${id}`

/** Undefined for what is no cursor: the list then begins at its beginning. */
export function readCursor(text: string | undefined): Cursor | undefined {
  const match = /^(\d{1,15})\.(\d{1,15})$/.exec(text ?? '')
  return match ? { lastId: Number(match[1]), id: Number(match[2]) } : undefined
}
