import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { crc32, deflateRawSync } from 'node:zlib'

type Part = string | Buffer
export type ZipOptions = {
  /** What the headers claim a part's size to be, instead of the truth. */
  declared?: Record<string, number>
}

/** A ZIP archive of the given parts, deflated. */
export function makeZip(parts: Record<string, Part>, { declared = {} }: ZipOptions = {}): Buffer {
  const local: Buffer[] = []
  const central: Buffer[] = []
  let offset = 0
  for (const [name, part] of Object.entries(parts)) {
    const data = Buffer.from(part)
    const packed = deflateRawSync(data)
    const about = Buffer.alloc(26)
    about.writeUInt16LE(20, 0)
    about.writeUInt16LE(8, 4)
    about.writeUInt32LE(crc32(data), 10)
    about.writeUInt32LE(packed.length, 14)
    about.writeUInt32LE(declared[name] ?? data.length, 18)
    about.writeUInt16LE(Buffer.byteLength(name), 22)
    const end = Buffer.alloc(14)
    end.writeUInt32LE(offset, 10)
    local.push(Buffer.from('PK\x03\x04'), about, Buffer.from(name), packed)
    central.push(Buffer.from('PK\x01\x02\x14\0'), about, end, Buffer.from(name))
    offset += 30 + Buffer.byteLength(name) + packed.length
  }
  const list = Buffer.concat(central)
  const tail = Buffer.alloc(22)
  tail.write('PK\x05\x06')
  tail.writeUInt16LE(Object.keys(parts).length, 8)
  tail.writeUInt16LE(Object.keys(parts).length, 10)
  tail.writeUInt32LE(list.length, 12)
  tail.writeUInt32LE(offset, 16)
  return Buffer.concat([...local, list, tail])
}

const relations = (entries: string) =>
  `<?xml version="1.0"?><Relationships>${entries}</Relationships>`
const relation = (id: string, type: string, target: string) =>
  `<Relationship Id="${id}" Type="http://x/relationships/${type}" Target="${target}"/>`

/** The parts of a workbook with one sheet; `more` replaces or adds parts. */
export function workbookParts(sheetData: string, more: Record<string, Part> = {}) {
  return {
    '_rels/.rels': relations(relation('r', 'officeDocument', 'xl/workbook.xml')),
    'xl/workbook.xml':
      '<workbook xmlns:r="http://r"><sheets><sheet name="a" sheetId="1" r:id="s1"/></sheets></workbook>',
    'xl/_rels/workbook.xml.rels': relations(
      relation('s1', 'worksheet', 'worksheets/sheet1.xml') +
        relation('s2', 'worksheet', '/xl/worksheets/sheet2.xml') +
        relation('st', 'styles', 'styles.xml') +
        relation('ss', 'sharedStrings', 'sharedStrings.xml'),
    ),
    'xl/worksheets/sheet1.xml': `<worksheet><sheetData>${sheetData}</sheetData></worksheet>`,
    ...more,
  }
}

/** Writes bytes to a file of their own, gives its path to `use`, and takes the file away. */
export async function withFile<T>(bytes: Buffer, use: (path: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'workbook-'))
  try {
    const path = join(folder, 'file.xlsx')
    writeFileSync(path, bytes)
    return await use(path)
  } finally {
    rmSync(folder, { recursive: true })
  }
}
