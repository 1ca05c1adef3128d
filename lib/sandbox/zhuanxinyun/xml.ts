export type XmlValue = string | number | XmlElement | readonly XmlElement[]
export type XmlElement = { readonly [name: string]: XmlValue }

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '\r': '&#13;',
}
// biome-ignore lint/suspicious/noControlCharactersInRegex: what XML 1.0 cannot carry at all
const UNWRITABLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g

const escapeText = (text: string): string =>
  text.replace(UNWRITABLE, '').replace(/[&<>\r]/g, (char) => ENTITIES[char] ?? char)

function writeElement(name: string, value: XmlValue): string {
  if (Array.isArray(value)) return value.map((one) => writeElement(name, one)).join('')
  if (typeof value !== 'object') return `<${name}>${escapeText(String(value))}</${name}>\n`
  return `<${name}>\n${writeElements(value as XmlElement)}</${name}>\n`
}

const writeElements = (element: XmlElement): string =>
  Object.entries(element)
    .map(([name, value]) => writeElement(name, value))
    .join('')

/** A document in UTF-8 with the root `<xml>`, one element a line; a list repeats its name. */
export const writeXml = (content: XmlElement, declaration = 'version="1.0" encoding="UTF-8"') =>
  `<?xml ${declaration}?>\n${writeElement('xml', content)}`.trimEnd()
