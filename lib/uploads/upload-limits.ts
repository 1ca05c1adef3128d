/** Bytes of one file: 1,000,000 recipients with a few values each are about 60 MB. */
export const uploadLimit = 200 * 1024 * 1024
/** Bytes of one stored piece. */
export const pieceSize = 1024 * 1024
export const uploadKeepDays = 7
