import { describe, expect, test } from 'vitest'
import { hideSecrets } from './hide-secrets.ts'

const secret = `Kx7q+w/ 9&"z%41=Lm\\ü`
const hide = hideSecrets([secret, 'abc'])

const twice = encodeURIComponent(encodeURIComponent(secret))
const form = new URLSearchParams({ pwd: secret }).toString().slice(4)
const written: [how: string, text: string][] = [
  ['as it is', secret],
  ['percent-encoded', encodeURIComponent(secret)],
  ['in small letters', encodeURIComponent(secret).toLowerCase()],
  ['percent-encoded twice', twice],
  ['in part', encodeURI(secret)],
  ['as a form', form],
  ['as a form, encoded again', encodeURIComponent(form)],
  ['in JSON', JSON.stringify(secret).slice(1, -1)],
  ['in JSON with slashes', JSON.stringify(secret).slice(1, -1).replaceAll('/', '\\/')],
  [
    'in ASCII JSON',
    secret.replace(/[^ -%'-~]/g, (one) => `\\u00${one.charCodeAt(0).toString(16)}`),
  ],
  ['in HTML', secret.replaceAll('&', '&amp;').replaceAll('"', '&quot;')],
  ['in HTML by number', secret.replaceAll('&', '&#38;').replaceAll('"', '&#x22;')],
]

describe.each(written)('%s', (_, text) => {
  test('a secret is hidden', () => {
    expect(hide(`404: /a?pwd=${text}&b=1`)).toBe('404: /a?pwd=***&b=1')
  })

  test('and of one that was cut not four letters are left', () => {
    for (let length = 4; length < text.length; length++) {
      const left = hide(`404: /a?pwd=${text.slice(0, length)}`)
      expect(left).toMatch(/^404: \/a\?pwd=/)
      expect(left).not.toContain('Kx7q')
    }
  })
})

test('a space is found where an excerpt made one of several', () => {
  expect(hideSecrets(['two  spaces '])('pwd=two spaces&')).toBe('pwd=***&')
})

test('of two secrets the longer is found first', () => {
  expect(hideSecrets(['main', 'main-key'])('main-key main')).toBe('*** ***')
})

test('a secret longer than any excerpt is hidden to the end', () => {
  const long = 'k9'.repeat(300)
  expect(hideSecrets([long])(`a ${long} b`)).toBe('a *** b')
  expect(hideSecrets([long])(`a ${long.slice(0, 400)}`)).toBe('a ***')
})

test.each(['abc', '', 'nothing of it', 'Kx7 q', 'Kx7q in the middle'])(
  'leaves %j alone',
  (text) => {
    expect(hide(text)).toBe(text)
  },
)
