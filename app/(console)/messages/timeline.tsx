'use client'
import { Timeline as AntTimeline, Typography } from 'antd'
import { useNow, useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { CopyText } from '#components/copy-text.tsx'
import { TimeText } from '#components/time-text.tsx'
import { formatTime } from '#lib/i18n/format-time.ts'
import type { MessageStatus } from '#lib/messages/status.ts'
import type { TimelineEntry } from '#lib/messages/timeline-entry.ts'
import styles from './messages.module.css'

type Entry<K extends TimelineEntry['kind']> = Extract<TimelineEntry, { kind: K }>

/** What happened to a message, oldest first. */
export function Timeline({ entries }: { entries: TimelineEntry[] }) {
  const items = entries.map((entry, n) => ({
    key: n,
    color: colourOf(entry),
    content: (
      <div className={styles.step}>
        <Typography.Text type="secondary" className={styles.small}>
          <TimeText value={entry.at} />
        </Typography.Text>
        <Step entry={entry} />
      </div>
    ),
  }))
  return <AntTimeline items={items} />
}

function colourOf(entry: TimelineEntry): string {
  if (entry.kind === 'report') return entry.delivered ? 'green' : 'red'
  if (entry.kind === 'answered')
    return { accepted: 'green', rejected: 'red' }[entry.state as 'accepted'] ?? 'gray'
  return entry.kind === 'settled' || entry.kind === 'reply' ? 'blue' : 'gray'
}

function Step({ entry }: { entry: TimelineEntry }) {
  const t = useTranslations('history.step')
  switch (entry.kind) {
    case 'made':
    case 'confirmed':
    case 'approved':
      return <Line words={t(entry.kind)} after={entry.by && t('by', { name: entry.by })} />
    case 'submitted':
      return <Submitted entry={entry} />
    case 'answered':
      return <Answered entry={entry} />
    case 'report':
      return <Report entry={entry} words={t(entry.delivered ? 'delivered' : 'failed')} />
    case 'kept':
      return <Report entry={entry} words={t('kept', { code: entry.code ?? '' })} />
    case 'word':
      return <Line words={t('word', { word: entry.word })} />
    case 'reply':
      return <Line words={`${t('reply')}: ${entry.content}`} after={entry.optOut && t('optOut')} />
    case 'settled':
      return <Settled entry={entry} />
    case 'revealed':
      return <Line words={t('revealed', { name: entry.by })} />
  }
}

function Line({ words, after }: { words: string; after?: ReactNode }) {
  return (
    <div>
      {words} {after && <Typography.Text type="secondary">{after}</Typography.Text>}
    </div>
  )
}

function Facts({ rows }: { rows: [string, ReactNode][] }) {
  const told = rows.filter(([, value]) => value)
  if (told.length === 0) return null
  return (
    <dl>
      {told.map(([name, value]) => [
        <dt key={`${name} name`}>{name}</dt>,
        <dd key={name}>{value}</dd>,
      ])}
    </dl>
  )
}

function Submitted({ entry }: { entry: Entry<'submitted'> }) {
  const t = useTranslations('history.step')
  const { lookupUntil, requestId } = entry
  const over = lookupUntil !== null && lookupUntil < useNow()
  const lookup = lookupUntil && t('lookup', { time: formatTime(lookupUntil, 'minute') })
  return (
    <>
      <Line words={t('submitted')} />
      <Facts
        rows={[
          [t('reference'), <CopyText key="reference" text={entry.reference} />],
          [t('requestId'), requestId && <CopyText text={requestId} />],
          ['', requestId && (over ? t('lookupOver') : lookup)],
        ]}
      />
    </>
  )
}

function Answered({ entry }: { entry: Entry<'answered'> }) {
  const t = useTranslations('history.step')
  return (
    <>
      <Line words={t(entry.state)} />
      <Facts
        rows={[
          [t('vendorId'), entry.vendorId && <CopyText text={entry.vendorId} />],
          [t('code'), entry.code],
          [t('raw'), entry.detail],
        ]}
      />
    </>
  )
}

function Report({ entry, words }: { entry: Entry<'report' | 'kept'>; words: string }) {
  const t = useTranslations('history.step')
  const meaning = entry.explained.text
  return (
    <>
      <Line words={words} />
      <Facts
        rows={[[t('code'), entry.code && (meaning ? `${entry.code}: ${meaning}` : entry.code)]]}
      />
    </>
  )
}

function Settled({ entry }: { entry: Entry<'settled'> }) {
  const t = useTranslations()
  const words =
    entry.as === 'queued' || entry.as === 'canceled'
      ? t(`history.step.${entry.as === 'queued' ? 'resent' : 'leftToRest'}`, { name: entry.by })
      : t('history.step.settled', {
          name: entry.by,
          status: t(`common.status.${entry.as as MessageStatus}`),
        })
  return <Line words={words} after={entry.reason} />
}
