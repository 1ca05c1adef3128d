'use client'
import { App, Button, Descriptions, Flex } from 'antd'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { DetailDrawer } from '#components/detail-drawer.tsx'
import { useRunAction } from '#components/run-action.ts'
import { TimeText } from '#components/time-text.tsx'
import { formatCount } from '#lib/i18n/format-money.ts'
import type { UnreadablePush } from '#lib/reports/list-unreadable.ts'
import { readAgain } from './actions.ts'
import { RawView } from './raw-view.tsx'
import { useReason } from './use-reason.ts'

type Props = { push: UnreadablePush | undefined; mayReveal: boolean; mayRead: boolean }

/** One push that could not be read, and what one can do. */
export function UnreadableDrawer({ push, mayReveal, mayRead }: Props) {
  const t = useTranslations('reports')
  return (
    <DetailDrawer open={push !== undefined} title={t('unreadable.one')} width={640}>
      {push && (
        <Flex vertical gap={20}>
          <Facts push={push} />
          <span>{t('unreadable.advice')}</span>
          {mayRead && <Again channelId={push.channel.id} />}
          <RawView key={push.id} id={push.id} mayReveal={mayReveal} />
        </Flex>
      )}
    </DetailDrawer>
  )
}

/** Has everything of the channel read once more. */
function Again({ channelId }: { channelId: string }) {
  const t = useTranslations('reports.unreadable')
  const { message } = App.useApp()
  const { run, pending } = useRunAction()
  const again = async () => {
    const done = await run(() => readAgain({ channelId }))
    if (done) message.success(t('againDone', { count: formatCount(done.data.pushes) }))
  }
  return (
    <Button onClick={again} loading={pending} style={{ alignSelf: 'flex-start' }}>
      {t('again')}
    </Button>
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
