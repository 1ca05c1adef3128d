/** What the reader's role allows on this screen; the actions check it again. */
export type May = { write: boolean; operate: boolean }
