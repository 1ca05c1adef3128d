import { SaxesParser } from 'saxes'

/** More than any document of this vendor has, which knows no attributes: beyond, it is not one. */
const depthLimit = 32
const attributeLimit = 1_000

type Frame = { name: string; text: string; children: [name: string, value: unknown][] }

/**
 * A document as plain data: `{root: value}`, where an element is its text or, with elements inside,
 * an object of them (a list where a name repeats). Undefined when it is not XML in UTF-8, or when
 * it has a DOCTYPE, which is refused before anything is read. Attributes are not kept.
 */
export function readXml(bytes: Uint8Array): Record<string, unknown> | undefined {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes).trim()
    return hasDoctype(text) ? undefined : parse(text)
  } catch {
    // Not hidden: undefined is no document, and each caller makes its own failure of it.
    return undefined
  }
}

/** Looks at what stands before the first element; the parser's own event catches what hides there. */
function hasDoctype(text: string): boolean {
  const root = text.search(/<[\p{L}_:]/u)
  return /<!doctype/i.test(root === -1 ? text : text.slice(0, root))
}

function parse(text: string): Record<string, unknown> {
  const top: Frame = { name: '', text: '', children: [] }
  const open = [top]
  const parser = new SaxesParser({ xmlns: false, position: false })
  const append = (part: string) => {
    const frame = open.at(-1)
    if (frame) frame.text += part
  }
  parser.on('doctype', () => {
    throw new SyntaxError('a DOCTYPE')
  })
  parser.on('error', (error) => {
    throw error
  })
  parser.on('text', append)
  parser.on('cdata', append)
  let attributes = 0
  parser.on('attribute', () => {
    if (++attributes > attributeLimit) throw new SyntaxError('too many attributes')
  })
  parser.on('opentag', ({ name }) => {
    if (open.push({ name, text: '', children: [] }) > depthLimit) throw new SyntaxError('too deep')
  })
  parser.on('closetag', () => {
    const frame = open.pop()
    if (frame) open.at(-1)?.children.push([frame.name, readValue(frame)])
  })
  parser.write(text).close()
  return gather(top.children)
}

const readValue = ({ text, children }: Frame): unknown =>
  children.length > 0 ? gather(children) : text

function gather(children: Frame['children']): Record<string, unknown> {
  const groups = Map.groupBy(children, ([name]) => name)
  return Object.fromEntries(
    Array.from(groups, ([name, all]) => {
      const values = all.map(([, value]) => value)
      return [name, values.length > 1 ? values : values[0]]
    }),
  )
}
