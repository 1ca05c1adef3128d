// Plain JavaScript without packages: this runs before anything is installed, on the machine's Node.
import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, openSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))))
const modules = join(root, 'node_modules')
const marker = join(modules, '.installed-for')
const logFile = join(modules, '.install.log')
const localNode = join(modules, '.bin', 'node')

/** Makes node_modules fit package-lock.json; does nothing when it does. Ends the process on failure. */
export async function install() {
  if (Number(process.versions.node.split('.')[0]) < 20)
    fail(`Node 20 or later is needed; this is ${process.version}. See https://nodejs.org/.`)
  if (!isInstalled()) await runInstall()
  return localNode
}

/** Runs a TypeScript file on the installed Node with this process's arguments, and ends as it ends. */
export function continueWith(node, script) {
  const child = spawn(node, [join(root, script), ...process.argv.slice(2)], {
    cwd: root,
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
  })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  if (process.env.npm_lifecycle_event) stopWithParent(child)
  child.on('error', (error) => fail(`${node} cannot be started: ${error.message}`))
  child.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)))
}

/** npm killed outright tells nobody: that it is gone, or the shell's parent is, is all to see. */
function stopWithParent(child) {
  const before = readAncestors()
  setInterval(() => readAncestors() !== before && child.kill('SIGTERM'), 250).unref()
}

function readAncestors() {
  const file = `/proc/${process.ppid}/stat`
  const grandparent = existsSync(file) && readFileSync(file, 'utf8').split(') ').pop().split(' ')[1]
  return `${process.ppid} ${grandparent}`
}

function fingerprint() {
  const hash = createHash('sha256').update(`${process.platform} ${process.arch}`)
  for (const name of ['package.json', 'package-lock.json']) {
    const path = join(root, name)
    if (existsSync(path)) hash.update(readFileSync(path))
  }
  return hash.digest('hex')
}

const runs = (node) => spawnSync(node, ['--version']).status === 0

const isInstalled = () =>
  existsSync(marker) && readFileSync(marker, 'utf8') === fingerprint() && runs(localNode)

/** npm's own script, when npm started us: the `npm` in the path may belong to another Node. */
function npmCommand() {
  const script = process.env.npm_execpath
  if (script && /npm-cli\.[cm]?js$/.test(script)) return [process.execPath, script]
  return ['npm']
}

async function runInstall() {
  const [command, ...first] = npmCommand()
  if (spawnSync(command, [...first, '--version']).status !== 0)
    fail('npm is needed and was not found in the path; it comes with Node.')
  mkdirSync(modules, { recursive: true })
  const args = ['install', '--include=dev', '--include=optional', '--no-audit', '--no-fund']
  const env = { ...process.env, NODE_ENV: 'development' }
  await runLogged('Installing packages', command, [...first, ...args], { cwd: root, env })
  if (!runs(localNode)) await fetchNode(env)
  if (!runs(localNode)) fail('The Node that the project brings does not run on this machine.')
  writeFileSync(marker, fingerprint())
}

/** With install scripts switched off on this machine, the package `node` has no binary yet. */
function fetchNode(env) {
  const cwd = join(modules, 'node')
  const args = ['installArchSpecificPackage.js']
  return runLogged('Fetching Node 24', process.execPath, args, { cwd, env })
}

async function runLogged(title, command, args, options) {
  const log = openSync(logFile, 'w')
  const began = Date.now()
  const seconds = () => `${Math.round((Date.now() - began) / 1000)} s`
  console.log(`${title} …`)
  const beat = setInterval(() => console.log(`  … still at it (${seconds()})`), 5000)
  const code = await new Promise((resolve) => {
    const child = spawn(command, args, { ...options, stdio: ['ignore', log, log] })
    for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => child.kill(signal))
    child.on('error', (error) => resolve(error.message))
    child.on('exit', (status, signal) => resolve(status ?? signal))
  })
  clearInterval(beat)
  if (code === 0) return console.log(`${title}: done in ${seconds()}`)
  console.error(readFileSync(logFile, 'utf8').split('\n').slice(-40).join('\n'))
  fail(`${title} failed (${code}). The whole output is in ${logFile}.`)
}

function fail(message) {
  console.error(message)
  process.exit(1)
}
