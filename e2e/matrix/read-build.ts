import { readFileSync } from 'node:fs'
import { join } from 'node:path'

type Reference = {
  workers: Record<string, unknown>
  filename: string
  exportedName: string
}
/** A server action of the build: what it is called by, and a page that has it. */
export type BuiltAction = { name: string; id: string; page: string }

const readManifest = (name: string) =>
  JSON.parse(readFileSync(join('.next', 'server', `${name}.json`), 'utf8'))

/** `app/(console)/inbox/page` → `/inbox`. */
const toPath = (place: string): string =>
  place
    .replace(/^app(?=\/)/, '')
    .replace(/\/\([^)]+\)/g, '')
    .replace(/\/(page|route)$/, '') || '/'

/** Every server action that the console was built with, by folder#export. */
export function readActions(): BuiltAction[] {
  const { node, edge } = readManifest('server-reference-manifest')
  const all = Object.entries<Reference>({ ...node, ...edge })
  return all.map(([id, { workers, filename, exportedName }]) => {
    const folder = filename.split('/').at(-2) ?? ''
    const [page = ''] = Object.keys(workers)
    return { name: `${folder}#${exportedName}`, id, page: toPath(page) }
  })
}

/** Every page and route that the console was built with, but Next's own for errors. */
export const readRoutes = (): string[] =>
  Object.keys(readManifest('app-paths-manifest'))
    .map((place) => toPath(place))
    .filter((path) => !path.startsWith('/_'))

/** A path of this shape that names nothing there is. */
export const fillPath = (path: string): string =>
  path
    .replace('[...nextauth]', 'session')
    .replace('[vendor]', 'infocloud')
    .replace('[token]', 'unknown')
    .replace(/\[\w+\]/g, '00000000-0000-4000-8000-000000000000')
