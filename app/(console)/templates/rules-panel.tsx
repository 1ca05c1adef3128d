'use client'
import { Alert, Card } from 'antd'
import { useTranslations } from 'next-intl'
import type { TemplateDraft } from '#lib/providers/vendor-templates.ts'
import { useRules } from './use-rules.ts'

/** What the vendor's rules still want of the draft, while it is typed. */
export function RulesPanel({ channelId, draft }: { channelId: string; draft: TemplateDraft }) {
  const t = useTranslations('templates')
  const { problems, error } = useRules(channelId, draft)
  return (
    <Card title={t('rules')}>
      <div role="status">
        {error && <Alert type="error" showIcon title={error} />}
        {!error && !problems && t('rulesChecking')}
        {problems?.length === 0 && <Alert type="success" showIcon title={t('rulesKept')} />}
        {problems && problems.length > 0 && (
          <Alert
            type="warning"
            showIcon
            title={t('rulesBroken')}
            description={
              <ul style={{ margin: 0, paddingInlineStart: 20 }}>
                {problems.map(({ field, message }) => (
                  <li key={field + message}>{message}</li>
                ))}
              </ul>
            }
          />
        )}
      </div>
    </Card>
  )
}
