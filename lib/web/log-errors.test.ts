import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const here = (name: string) => JSON.stringify(join(import.meta.dirname, name))

/** What a process that does `code` prints, with the console as the log has it. */
function print(code: string): unknown[] {
  const script = `import { logConsole, logRequestError } from ${here('log-errors.ts')}
    logConsole()
    const failed = Object.assign(
      new Error('Failed query: select 1\\nparams: 4711-an-id,51', { cause: new Error('denied') }),
      { query: 'select 1', params: ['4711-an-id', 51], digest: '2539370933' })
    ${code}`
  const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
    encoding: 'utf8',
  })
  expect(stderr).toBe('')
  return stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
}

const failedQuery = {
  type: 'Error',
  message: expect.stringContaining('Failed query: select 1'),
  query: 'select 1',
  digest: '2539370933',
}

test('an error that Next prints is one line, without the values of its query', () => {
  const lines = print(`console.error('\\x1b[31m⨯\\x1b[39m', failed)`)
  expect(lines).toEqual([
    expect.objectContaining({
      level: 'error',
      msg: '⨯',
      err: expect.objectContaining(failedQuery),
    }),
  ])
  expect(JSON.stringify(lines)).not.toContain('4711')
  expect(JSON.stringify(lines)).toContain('denied')
})

test('an error of a page is one line in all, with the pattern of its route and no value', () => {
  const lines = print(`console.error('⨯', failed)
    logRequestError(failed, { path: '/batches/4711?q=4711', method: 'GET', headers: { cookie: '4711' } },
      { routerKind: 'App Router', routePath: '/batches/[id]', routeType: 'render' })`)
  const about = { msg: 'request failed', method: 'GET', route: '/batches/[id]', kind: 'render' }
  expect(lines).toEqual([expect.objectContaining({ ...about, err: expect.any(Object) })])
  expect(JSON.stringify(lines)).not.toContain('4711')
})

test('texts are kept, masked and without values; other things are named by their kind', () => {
  const lines = print(`console.warn('to 13800138000\\nparams: 4711', { secret: 4711 })`)
  expect(lines).toEqual([
    expect.objectContaining({ level: 'warn', msg: 'to 138****8000 [object]' }),
  ])
})
