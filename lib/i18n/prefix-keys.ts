type Prefixed<P extends string, T> = { [K in keyof T & string as `${P}${K}`]: string }

/** The same texts under longer keys: `empty` becomes `file_empty`. */
export function prefixKeys<P extends string, T extends Record<string, string>>(
  prefix: P,
  texts: T,
): Prefixed<P, T> {
  const entries = Object.entries(texts).map(([key, text]) => [prefix + key, text])
  return Object.fromEntries(entries) as Prefixed<P, T>
}
