import { execFileSync, spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Sample } from './samples.ts'

type Language = Sample['language']

const jars = [
  'httpclient',
  'httpcore',
  'commons-httpclient',
  'commons-codec',
  'commons-logging',
  'json',
]
const classPath = jars.map((jar) => `/usr/share/java/${jar}.jar`).join(':')

const commands: Record<
  Language,
  { command: string; args: string[]; file: string; probe: string[] }
> = {
  python: {
    command: '/usr/bin/python3',
    args: [],
    file: 'sample.py',
    probe: ['-c', 'import requests'],
  },
  php: {
    command: 'php',
    args: [],
    file: 'sample.php',
    probe: ['-r', 'exit(function_exists("curl_init") ? 0 : 1);'],
  },
  java: { command: 'java', args: ['-cp', classPath], file: 'Sample.java', probe: ['-version'] },
}

/** Whether this machine can run programs of a language. */
export function canRun(language: Language): boolean {
  const { command, probe } = commands[language]
  try {
    execFileSync(command, probe, { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

/** Runs a program and gives what it printed. Rejects when it fails, with its words. */
export async function runSample(language: Language, source: string): Promise<string> {
  const { command, args, file } = commands[language]
  const folder = mkdtempSync(join(tmpdir(), 'sms-sample-'))
  try {
    const path = join(folder, file)
    writeFileSync(path, source)
    return await collect(command, [...args, path])
  } finally {
    rmSync(folder, { recursive: true })
  }
}

function collect(command: string, args: string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { timeout: 30_000, env: { ...process.env, NO_PROXY: '*' } })
    let said = ''
    const hear = (bytes: Buffer) => {
      said += bytes
    }
    child.stdout.on('data', hear)
    child.stderr.on('data', hear)
    child.once('error', reject)
    child.once('close', (code) => (code === 0 ? resolve(said) : reject(new Error(said))))
  })
}
