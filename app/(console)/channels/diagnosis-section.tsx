'use client'
import {
  CheckCircleFilled,
  CloseCircleFilled,
  ExclamationCircleFilled,
  InfoCircleFilled,
} from '@ant-design/icons'
import { Button, Flex, Typography } from 'antd'
import { useTranslations } from 'next-intl'
import { type ReactNode, useState } from 'react'
import { useRunAction } from '#components/run-action.ts'
import type { ExplainedStep } from '#lib/channels/diagnosis/explain-step.ts'
import type { StepState } from '#lib/channels/diagnosis/step.ts'
import { formatTime } from '#lib/i18n/format-time.ts'
import { diagnose } from './actions.ts'
import styles from './channels.module.css'
import type { May } from './may.ts'

type Result = Extract<Awaited<ReturnType<typeof diagnose>>, { ok: true }>['data']

/** Goes the way to the vendor on demand and says of each step what was seen and what to do. */
export function DiagnosisSection({ channelId, may }: { channelId: string; may: May }) {
  const t = useTranslations('diagnosis')
  const { run, pending } = useRunAction()
  const [result, setResult] = useState<Result>()
  const ask = async () => setResult((await run(() => diagnose({ id: channelId })))?.data)
  const well = result?.steps.every(({ state }) => state === 'ok' || state === 'info')
  return (
    <Flex vertical gap={12} align="flex-start">
      <Typography.Text type="secondary">{t('lead')}</Typography.Text>
      {may.operate && (
        <Button onClick={ask} loading={pending}>
          {t(result ? 'again' : 'run')}
        </Button>
      )}
      <div role="status" style={{ width: '100%' }}>
        {pending && <span className="visually-hidden">{t('running')}</span>}
        {result && !pending && (
          <>
            <ul className={styles.steps}>
              {result.steps.map((step) => (
                <StepRow key={step.name + step.title} step={step} />
              ))}
            </ul>
            <Typography.Text type="secondary">
              {well && `${t('allWell')} `}
              {t('at', { time: formatTime(result.at) })}
            </Typography.Text>
          </>
        )}
      </div>
    </Flex>
  )
}

const icons: Record<StepState, ReactNode> = {
  ok: <CheckCircleFilled style={{ color: 'var(--ant-color-success)' }} />,
  info: <InfoCircleFilled style={{ color: 'var(--ant-color-text-tertiary)' }} />,
  warn: <ExclamationCircleFilled style={{ color: 'var(--ant-color-warning)' }} />,
  bad: <CloseCircleFilled style={{ color: 'var(--ant-color-error)' }} />,
}

function StepRow({ step }: { step: ExplainedStep }) {
  const t = useTranslations()
  return (
    <li>
      <span aria-hidden>{icons[step.state]}</span>
      <div>
        <strong>{step.title}</strong>
        <span className="visually-hidden"> {t(`diagnosis.state.${step.state}`)}</span>
        {step.text && <div>{step.text}</div>}
        {step.advice && <div className={styles.advice}>{step.advice}</div>}
        {step.raw && (
          <Typography.Text type="secondary">
            {t('channels.raw')}: {step.raw}
          </Typography.Text>
        )}
      </div>
    </li>
  )
}
