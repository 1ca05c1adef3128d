import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { hasRole } from '#lib/auth/roles.ts'
import { isOwnBatch } from '#lib/batches/approve.ts'
import { toBatchView } from '#lib/batches/batch-view.ts'
import { readCheck } from '#lib/batches/check-view.ts'
import { readProgress } from '#lib/batches/progress.ts'
import { type BatchRow, getBatch } from '#lib/batches/queries.ts'
import { BatchIdInput } from '#lib/batches/schemas.ts'
import { describeVendor } from '#lib/channels/describe-vendor.ts'
import { getChannel } from '#lib/channels/queries.ts'
import type { Context } from '#lib/context.ts'
import { UserError } from '#lib/errors.ts'
import { readLocale } from '#lib/web/request-preferences.ts'
import { requireSession } from '#lib/web/session.ts'
import { BatchScreen } from './batch-screen.tsx'
import { DraftScreen } from './draft-screen.tsx'

type Props = { params: Promise<{ id: string }> }

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('batches'))('title') }
}

/** A draft shows its check, anything later how far it has come. */
export default async function BatchPage({ params }: Props) {
  const ctx = await requireSession('viewer')
  const batch = await findBatch(ctx, (await params).id)
  const view = toBatchView(batch)
  const mayWrite = hasRole(ctx.actor.role, 'operator')
  if (batch.state !== 'draft') {
    const progress = await readProgress(ctx, batch)
    const mayApprove = hasRole(ctx.actor.role, 'approver') && !isOwnBatch(ctx, batch)
    return <BatchScreen {...{ batch: view, progress, mayWrite, mayApprove }} />
  }
  const [check, channel] = await Promise.all([
    readCheck(ctx, { id: batch.id, locale: await readLocale() }),
    getChannel(ctx, batch.channelId),
  ])
  const { schedule, capabilities } = describeVendor(batch.vendor)
  return (
    <DraftScreen
      schedule={schedule}
      looksForWords={capabilities.some(({ name, can }) => name === 'checkWords' && can)}
      batch={view}
      check={check}
      quotas={(channel?.quotas ?? []).filter((quota) => quota.amount > 0)}
      mayWrite={mayWrite}
    />
  )
}

async function findBatch(ctx: Context, id: string): Promise<BatchRow> {
  const parsed = BatchIdInput.safeParse({ id })
  if (!parsed.success) notFound()
  try {
    return await getBatch(ctx, id)
  } catch (error) {
    if (error instanceof UserError && error.code === 'not_found') notFound()
    throw error
  }
}
