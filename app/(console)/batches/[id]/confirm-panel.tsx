'use client'
import { Alert, Button, Card, DatePicker, Flex, Radio, Typography } from 'antd'
import { useTranslations } from 'next-intl'
import { useId, useState } from 'react'
import { Bubble } from '#components/bubble.tsx'
import { costOf, expectedOf } from '#lib/batches/cost.ts'
import { formatCost } from '#lib/i18n/format-money.ts'
import { AnewButton } from './anew-button.tsx'
import styles from './check.module.css'
import { CheckNotes } from './check-notes.tsx'
import { CostCard } from './cost-card.tsx'
import type { SummaryProps } from './draft-props.ts'
import { type HeldBy, HoldChoice } from './hold-choice.tsx'
import { useConfirm } from './use-confirm.ts'
import { isPastDay } from './wall-clock.ts'

/** The last question: what will be sent, what it costs, and when. */
export function ConfirmPanel(props: SummaryProps) {
  const t = useTranslations('batches')
  const { batch, summary } = props
  const example = summary.texts[0]
  return (
    <Flex vertical gap={16}>
      <CheckNotes check={props.check} summary={summary} />
      <div className={styles.pair}>
        <Card title={t('confirm.title')} size="small">
          <Flex vertical gap={16}>
            {example && <Bubble text={example.text} />}
            {props.mayWrite ? (
              <When {...props} />
            ) : (
              <Alert type="info" title={t('confirm.viewer')} />
            )}
          </Flex>
        </Card>
        <CostCard batch={batch} segments={expectedOf(summary).segments} quotas={props.quotas} />
      </div>
    </Flex>
  )
}

function When({ batch, summary, schedule: holds }: SummaryProps) {
  const t = useTranslations('batches.confirm')
  const [later, setLater] = useState(false)
  const [wall, setWall] = useState('')
  const [chosen, setChosen] = useState<HeldBy>('console')
  const heldBy = later && holds ? chosen : 'console'
  const seenRepeats = (summary.repeats ?? []).map((one) => one.id)
  const { go, pending, missing, refused } = useConfirm({
    ...{ batchId: batch.id, later, wall, heldBy, seenRepeats },
  })
  const id = useId()
  const { messages, segments } = expectedOf(summary)
  const words = { count: messages, cost: formatCost(costOf(batch.price, segments)) }
  const free = Number(batch.price) === 0
  const send = free ? t('sendFree', words) : t('send', words)
  const schedule = free ? t('scheduleFree', words) : t('schedule', words)
  return (
    <Flex vertical gap={12} align="flex-start">
      <Radio.Group
        aria-label={t('when')}
        value={later}
        onChange={(event) => setLater(event.target.value)}
        options={[
          { value: false, label: t('now') },
          { value: true, label: t('later') },
        ]}
      />
      {later && (
        <Flex vertical gap={4}>
          <label htmlFor={id}>{t('time')}</label>
          <DatePicker
            id={id}
            showTime={{ format: 'HH:mm', minuteStep: 5 }}
            format="YYYY-MM-DD HH:mm"
            showNow={false}
            disabledDate={(day) => isPastDay(day.format('YYYY-MM-DD'))}
            onChange={(_, text) => setWall(typeof text === 'string' ? text : '')}
            {...(missing ? { status: 'error' as const } : {})}
          />
          <Typography.Text type={missing ? 'danger' : 'secondary'}>
            {missing ? t('timeMissing') : heldBy === 'console' && t('laterHint')}
          </Typography.Text>
        </Flex>
      )}
      {later && holds && (
        <HoldChoice value={chosen} onChange={setChosen} minimumMinutes={holds.minimumMinutes} />
      )}
      <Button
        type="primary"
        size="large"
        loading={pending}
        onClick={go}
        className={styles.send ?? ''}
      >
        {later ? schedule : send}
      </Button>
      {refused === 'again_changed' && <AnewButton batchId={batch.id} />}
    </Flex>
  )
}
