import { resolve } from 'node:path'

/** A path as its writer meant it: npm runs us in the project's folder, wherever it was called. */
export function resolvePath(path: string, env: NodeJS.Dict<string> = process.env): string {
  const calledIn = env.npm_lifecycle_event === 'sms' ? env.INIT_CWD : undefined
  return resolve(calledIn || process.cwd(), path)
}
