/** Characters of a vendor's code that are kept: codes are a dozen, and part of the keys of rollups. */
export const codeLength = 64
/** Vendors' ids are a few dozen characters; they stand in indexes, which take no long ones. */
const idLength = 200

/** A vendor's code as it is stored and counted: without U+0000, well-formed, at most `codeLength`. */
export const toCode = (code: string): string => cut(code, codeLength)

/** The same for an id of a vendor's: cut alike wherever it comes from, so that a report still finds its call. */
export const toVendorId = (id: string): string => cut(id, idLength)

const cut = (text: string, length: number): string =>
  text.replaceAll('\0', '').slice(0, length).toWellFormed()
