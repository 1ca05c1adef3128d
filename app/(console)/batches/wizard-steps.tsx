'use client'
import { Card, Steps } from 'antd'
import { useTranslations } from 'next-intl'

export const steps = ['channel', 'category', 'template', 'recipients', 'check', 'confirm'] as const
export type Step = (typeof steps)[number]

/** Where one stands on the way to a batch. */
export function WizardSteps({ current, failed }: { current: Step; failed?: boolean }) {
  const t = useTranslations('batches.steps')
  return (
    <Card size="small" style={{ marginBottom: 16 }} className="only-wide">
      <nav aria-label={t('label')}>
        <Steps
          size="small"
          current={steps.indexOf(current)}
          status={failed ? 'error' : 'process'}
          items={steps.map((step) => ({ title: t(step) }))}
        />
      </nav>
    </Card>
  )
}
