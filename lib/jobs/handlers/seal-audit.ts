import { publishHead } from '#lib/audit/publish-head.ts'
import { sealAudit } from '#lib/audit/seal.ts'
import type { Env } from '#lib/env/read-env.ts'
import type { Loop } from './loops.ts'

/** Seals the audit log, and puts its newest head where the operator wants it. */
export const sealLoop = ({ keys, headFile, headUrl }: Env['audit']): Loop => ({
  name: 'seal-audit',
  everyMs: 5_000,
  turn: async (ctx) => {
    const sealed = await sealAudit(ctx.db, keys)
    await publishHead(ctx, { file: headFile, url: headUrl })
    return sealed
  },
})
