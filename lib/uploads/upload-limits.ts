/** Bytes of one file: 1,000,000 recipients with a few values each are about 60 MB. */
export const uploadLimit = 200 * 1024 * 1024
/** Bytes of one stored piece. */
export const pieceSize = 1024 * 1024
/** Bytes that one user's files may take together until they are used or swept. */
export const uploadQuota = 2 * 1024 * 1024 * 1024
