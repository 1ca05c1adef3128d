'use client'
import { Descriptions, Flex, Typography } from 'antd'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { CopyText } from '#components/copy-text.tsx'
import { DetailDrawer } from '#components/detail-drawer.tsx'
import { TimeText } from '#components/time-text.tsx'
import type { AuditEntry } from '#lib/audit/queries.ts'
import { AuditDetails } from './audit-details.tsx'
import { useActionWords, useTargetWords } from './audit-words.ts'

/** One entry: who, what, when, from where, before and after. */
export function AuditDrawer({ entry }: { entry: AuditEntry | undefined }) {
  const words = useActionWords()
  return (
    <DetailDrawer open={entry !== undefined} title={entry && words(entry.action)} width={640}>
      {entry && <AuditFacts entry={entry} />}
    </DetailDrawer>
  )
}

function AuditFacts({ entry }: { entry: AuditEntry }) {
  const t = useTranslations('audit')
  const targetWords = useTargetWords()
  const facts = {
    at: <TimeText value={entry.at} />,
    actor: entry.actorName,
    viaTitle: t(`via.${entry.via}`),
    address: entry.address ?? '—',
    actionTitle: <Typography.Text code>{entry.action}</Typography.Text>,
    target: targetWords(entry),
    ...(entry.targetId ? { targetId: <Target id={entry.targetId} /> } : {}),
  }
  const items = Object.entries(facts).map(([key, children]) => ({
    key,
    label: t(key as keyof typeof facts),
    children,
  }))
  return (
    <Flex vertical gap={20}>
      <Descriptions column={1} size="small" items={items} />
      <AuditDetails details={entry.details} />
    </Flex>
  )
}

function Target({ id }: { id: string }) {
  const t = useTranslations('audit')
  return (
    <Flex wrap gap={8} align="center">
      <CopyText text={id} />
      <Link href={`/audit?target=${encodeURIComponent(id)}`}>{t('sameTarget')}</Link>
    </Flex>
  )
}
