import { type Entry, openPromise, type ZipFile } from 'yauzl'
import type { FileLimits } from './file-limits.ts'
import { FileProblem } from './file-problem.ts'

export type Archive = {
  /** Bytes of the file. */
  size: number
  has(name: string): boolean
  /** Bytes of a part once unpacked, as declared. */
  sizeOf(name: string): number
  /** Bytes unpacked so far, of all parts. */
  unpacked(): number
  /** Text of a part, unpacked as it is read. Throws FileProblem. */
  read(name: string): AsyncGenerator<string>
  close(): void
}

type ArchiveLimits = Pick<FileLimits, 'unpackedBytes' | 'archiveEntries'>

/**
 * Opens a workbook's archive. Sizes are checked twice: as declared, before anything is unpacked,
 * and as they come out, because a bomb lies about them.
 */
export async function openArchive(path: string, limits: ArchiveLimits): Promise<Archive> {
  const zip = await openPromise(path, { lazyEntries: true, autoClose: false }).catch(unreadable)
  try {
    const entries = await listEntries(zip, limits)
    let unpacked = 0
    const count = (bytes: number) => {
      unpacked += bytes
      if (unpacked > limits.unpackedBytes) throw tooLarge(limits)
    }
    return {
      size: zip.fileSize,
      has: (name) => entries.has(name.toLowerCase()),
      sizeOf: (name) => entries.get(name.toLowerCase())?.uncompressedSize ?? 0,
      unpacked: () => unpacked,
      read: (name) => readEntry(zip, entries.get(name.toLowerCase()), count),
      close: () => zip.close(),
    }
  } catch (error) {
    zip.close()
    throw error
  }
}

function listEntries(zip: ZipFile, limits: ArchiveLimits): Promise<Map<string, Entry>> {
  if (zip.entryCount > limits.archiveEntries) throw tooLarge(limits)
  const entries = new Map<string, Entry>()
  let declared = 0
  return new Promise((resolve, reject) => {
    zip.on('entry', (entry: Entry) => {
      declared += entry.uncompressedSize
      entries.set(entry.fileName.toLowerCase(), entry)
      if (declared > limits.unpackedBytes || isBomb(entry)) reject(tooLarge(limits))
      else if (entries.size > limits.archiveEntries) reject(tooLarge(limits))
      else zip.readEntry()
    })
    zip.on('end', () => resolve(entries))
    zip.on('error', (error) => reject(new FileProblem('unreadable_file', {}, error)))
    zip.readEntry()
  })
}

/** Sheets shrink to a tenth or a thirtieth; only one thing again and again shrinks to a two-hundredth. */
const isBomb = ({ uncompressedSize, compressedSize }: Entry): boolean =>
  uncompressedSize > 64 * 1024 * 1024 && uncompressedSize > compressedSize * 200

async function* readEntry(
  zip: ZipFile,
  entry: Entry | undefined,
  count: (bytes: number) => void,
): AsyncGenerator<string> {
  if (!entry) throw new FileProblem('unreadable_file')
  const stream = await openEntry(zip, entry)
  const decoder = new TextDecoder('utf-8')
  try {
    for await (const chunk of stream) {
      count((chunk as Uint8Array).length)
      yield decoder.decode(chunk as Uint8Array, { stream: true })
    }
  } catch (error) {
    unreadable(error)
  }
  yield decoder.decode()
}

function openEntry(zip: ZipFile, entry: Entry): Promise<NodeJS.ReadableStream> {
  return new Promise((resolve, reject) => {
    zip.openReadStream(entry, (error, stream) => {
      if (error) reject(new FileProblem('unreadable_file', {}, error))
      else resolve(stream)
    })
  })
}

/** What the unpacker throws says that the archive is broken, or encrypted. */
function unreadable(error: unknown): never {
  throw error instanceof FileProblem ? error : new FileProblem('unreadable_file', {}, error)
}

function tooLarge(limits: ArchiveLimits): FileProblem {
  const limitMb = Math.floor(limits.unpackedBytes / 1024 / 1024)
  return new FileProblem('archive_too_large', { limitMb })
}
