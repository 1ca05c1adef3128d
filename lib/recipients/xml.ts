import { SaxesParser, type SaxesTagPlain } from 'saxes'
import { FileProblem } from './file-problem.ts'

export type Attributes = Record<string, string>
export type XmlEvents = {
  /** Names without their prefix: `x:row` is `row`. */
  open(name: string, attributes: Attributes): void
  close?(name: string): void
  text?(text: string): void
}

/** Tags within tags: a workbook has a dozen, and each costs memory until it is closed. */
const deepest = 100

/** Feed with `write`, end with `close`. Throws FileProblem: broken XML, tags too deep, or any DOCTYPE. */
export function createXmlReader(events: XmlEvents): { write(text: string): void; close(): void } {
  const parser = new SaxesParser({ xmlns: false, position: false })
  parser.on('doctype', () => {
    throw new FileProblem('unreadable_file')
  })
  parser.on('error', (error) => {
    throw new FileProblem('unreadable_file', {}, error)
  })
  let depth = 0
  parser.on('opentag', (tag: SaxesTagPlain) => {
    depth += 1
    if (depth > deepest) throw new FileProblem('unreadable_file')
    events.open(localName(tag.name), tag.attributes)
  })
  parser.on('closetag', (tag) => {
    depth -= 1
    events.close?.(localName(tag.name))
  })
  if (events.text) {
    parser.on('text', (text) => events.text?.(text))
    parser.on('cdata', (text) => events.text?.(text))
  }
  return { write: (text) => void parser.write(text), close: () => void parser.close() }
}

/** Reads a whole part of a workbook. */
export async function readXml(texts: AsyncIterable<string>, events: XmlEvents): Promise<void> {
  const reader = createXmlReader(events)
  for await (const text of texts) reader.write(text)
  reader.close()
}

function localName(name: string): string {
  const colon = name.indexOf(':')
  return colon === -1 ? name : name.slice(colon + 1)
}
