import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { isHeld, takeLock } from './lock.ts'
import { identify, isAlive } from './process-identity.ts'

let folder: string
let file: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lock-'))
  file = join(folder, 'lock')
})
afterEach(() => rmSync(folder, { recursive: true }))

const sleeper = () => spawn(process.execPath, ['-e', 'setTimeout(() => {}, 60_000)'])

test('is held until it is released', async () => {
  const lock = await takeLock(file)
  expect(isHeld(file)).toBe(true)
  expect(await takeLock(file)).toBeUndefined()
  lock?.release()
  expect(isHeld(file)).toBe(false)
  expect(await takeLock(file)).toBeDefined()
})

test('a holder that died is succeeded, and its children are ended', async () => {
  const child = sleeper()
  const identity = identify(child.pid ?? 0)
  if (!identity) throw new Error('not started')
  const dead = { pid: identity.pid, started: 'another time' }
  writeFileSync(file, JSON.stringify({ holder: dead, children: [identity] }))
  const ended = once(child, 'exit')
  expect(await takeLock(file)).toBeDefined()
  await ended
  expect(isAlive(identity)).toBe(false)
})

test('a process that merely has the number of a former child is left alone', async () => {
  const child = sleeper()
  const pid = child.pid ?? 0
  const stranger = { pid, started: 'another time' }
  writeFileSync(file, JSON.stringify({ holder: stranger, children: [stranger] }))
  await takeLock(file)
  expect(identify(pid)).toBeDefined()
  child.kill()
})

test('children are written down at once', async () => {
  const lock = await takeLock(file)
  lock?.addChild({ pid: 4711, started: 'then' })
  expect(readFileSync(file, 'utf8')).toContain('4711')
})

test('a cut-off file is nobody’s', async () => {
  writeFileSync(file, '{"holder":')
  expect(await takeLock(file)).toBeDefined()
})
