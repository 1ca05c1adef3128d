import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { roleOfPath } from './menu-items.ts'

const console = fileURLToPath(new URL('../app/(console)', import.meta.url))

/** Every page of the console with an address of its kind and the role it asks for. */
const pages = readdirSync(console, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('page.tsx'))
  .map((name) => {
    const file = join(console, name)
    const path = relative(console, dirname(file)).replace(/\[\w+\]/g, 'a-b-c')
    const role = /requireSession\('(\w+)'\)/.exec(readFileSync(file, 'utf8'))?.[1]
    return { path: `/${path}`, role }
  })

test('the frame asks for the same role as each page, so that a refusal is a real 403', () => {
  expect(pages.length).toBeGreaterThan(12)
  for (const { path, role } of pages) {
    expect({ path, role: roleOfPath(path) }).toEqual({ path, role })
    expect(roleOfPath(`${path}?id=1`)).toBe(role)
    expect(roleOfPath(`${path}/`)).toBe(role)
  }
})
