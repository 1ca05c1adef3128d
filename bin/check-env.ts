import { EnvError, readEnv } from '#lib/env/read-env.ts'

try {
  readEnv()
} catch (error) {
  if (!(error instanceof EnvError)) throw error
  console.error(error.message)
  process.exit(1)
}
