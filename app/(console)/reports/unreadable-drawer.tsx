'use client'
import { Descriptions, Flex } from 'antd'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { DetailDrawer } from '#components/detail-drawer.tsx'
import { TimeText } from '#components/time-text.tsx'
import { formatCount } from '#lib/i18n/format-money.ts'
import type { UnreadablePush } from '#lib/reports/list-unreadable.ts'
import { RawView } from './raw-view.tsx'
import { useReason } from './use-reason.ts'

type Props = { push: UnreadablePush | undefined; mayReveal: boolean }

/** One push that could not be read, and what one can do. */
export function UnreadableDrawer({ push, mayReveal }: Props) {
  const t = useTranslations('reports')
  return (
    <DetailDrawer open={push !== undefined} title={t('unreadable.one')} width={640}>
      {push && (
        <Flex vertical gap={20}>
          <Facts push={push} />
          <span>{t('unreadable.advice')}</span>
          <RawView key={push.id} id={push.id} mayReveal={mayReveal} />
        </Flex>
      )}
    </DetailDrawer>
  )
}

function Facts({ push }: { push: UnreadablePush }) {
  const t = useTranslations('reports')
  const reasonOf = useReason()
  const facts = {
    receivedAt: <TimeText value={push.receivedAt} />,
    channel: <Link href={`/channels?id=${push.channel.id}`}>{push.channel.name}</Link>,
    sourceTitle: t(`source.${push.source}`),
    reason: reasonOf(push),
    contentType: push.contentType || '—',
    size: t('bytes', { count: formatCount(push.size) }),
  }
  const items = Object.entries(facts).map(([key, children]) => ({
    key,
    label: t(key as keyof typeof facts),
    children,
  }))
  return <Descriptions column={1} size="small" items={items} />
}
