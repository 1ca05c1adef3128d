import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'

/** One forbidden import a rule, in a file where the rule must hold. */
const forbidden: [file: string, module: string][] = [
  ['app/(console)/page.tsx', 'drizzle-orm'],
  ['app/(console)/page.tsx', '#db/schema/users.ts'],
  ['app/(console)/page.tsx', '#lib/jobs/handlers/loops.ts'],
  ['components/bubble.tsx', '#db/client.ts'],
  ['components/bubble.tsx', '#lib/jobs/queue.ts'],
  ['components/bubble.tsx', '#lib/providers/registry.ts'],
  ['lib/batches/confirm.ts', 'next/headers'],
  ['lib/batches/confirm.ts', '#lib/web/session.ts'],
  ['lib/batches/confirm.ts', '#components/bubble.tsx'],
  ['lib/batches/confirm.ts', '#lib/sandbox/start.ts'],
  ['lib/batches/confirm.ts', '#lib/jobs/handlers/loops.ts'],
  ['lib/batches/confirm.ts', '#lib/cli/run.ts'],
  ['lib/providers/upyun/send.ts', '#db/client.ts'],
  ['lib/providers/upyun/send.ts', '#lib/env/read-env.ts'],
  ['lib/providers/upyun/send.ts', '#lib/sandbox/start.ts'],
  ['lib/providers/upyun/send.ts', 'next/server'],
  ['lib/sandbox/upyun/send.ts', '#lib/providers/contract.ts'],
  ['lib/sandbox/upyun/send.ts', '#db/client.ts'],
  ['lib/recipients/check-file.ts', 'pg'],
  ['lib/web/action.ts', 'drizzle-orm'],
  ['lib/cli/run.ts', 'next/headers'],
  ['lib/jobs/handlers/loops.ts', 'next/headers'],
  ['db/client.ts', 'next/headers'],
  ['bin/sms.ts', '#lib/jobs/handlers/loops.ts'],
  ['lib/batches/confirm.ts', '../../torture/run.ts'],
]

const allowed: [file: string, module: string][] = [
  ['app/(console)/page.tsx', '#lib/batches/queries.ts'],
  ['components/bubble.tsx', '#lib/providers/texts.ts'],
  ['lib/batches/confirm.ts', '#db/schema/batches.ts'],
  ['lib/web/session.ts', 'next/headers'],
  ['lib/conformance/flow.db.test.ts', '#lib/sandbox/start.ts'],
  ['bin/worker.ts', '#lib/jobs/handlers/loops.ts'],
]

/** The files that the linter refuses, of a copy of the house with one import in each. */
function lint(cases: [file: string, module: string][]): Set<number> {
  const house = mkdtempSync(join(tmpdir(), 'house-'))
  const config = JSON.parse(readFileSync('biome.json', 'utf8'))
  writeFileSync(join(house, 'biome.json'), JSON.stringify({ ...config, vcs: { enabled: false } }))
  cases.forEach(([file, module], n) => {
    const place = join(house, dirname(file))
    mkdirSync(place, { recursive: true })
    const text = `import { one } from '${module}'\n\nexport const two = one\n`
    // bin/worker.ts is the one file that a rule knows by its name.
    writeFileSync(join(place, file === 'bin/worker.ts' ? 'worker.ts' : `case-${n}.ts`), text)
  })
  const biome = join(process.cwd(), 'node_modules', '.bin', 'biome')
  const args = ['lint', '--only=style/noRestrictedImports', '--max-diagnostics=none', '.']
  const { stdout, stderr } = spawnSync(biome, args, { cwd: house, encoding: 'utf8' })
  rmSync(house, { recursive: true })
  const named = `${stdout}${stderr}`.matchAll(/(?:case-(\d+)|worker)\.ts:\d+/g)
  return new Set(Array.from(named, ([, n]) => Number(n ?? -1)))
}

describe('who may import whom is held by the linter', () => {
  const all = [...forbidden, ...allowed]
  const refused = lint(all)
  test.each(all.map(([file, module], n) => ({ file, module, n })))('$file → $module', ({ n }) => {
    expect(refused.has(n)).toBe(n < forbidden.length)
  })
  test('the worker may', () => expect(refused.has(-1)).toBe(false))
})
