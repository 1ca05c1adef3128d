'use client'
import { App, Card, Form, InputNumber, Radio } from 'antd'
import { useTranslations } from 'next-intl'
import { ActionForm } from '#components/action-form.tsx'
import type { ConsoleSettings } from '#lib/settings/read-settings.ts'
import { change } from './actions.ts'

type NumberName = Exclude<keyof ConsoleSettings, 'optOutScope'>
type Group = { title: 'approval' | 'people' | 'repeats' | 'retention'; numbers: NumberName[] }
/** In groups, as they stand on the screen; an empty one is off. */
const groups: Group[] = [
  { title: 'approval', numbers: ['approvalThreshold'] },
  { title: 'people', numbers: ['marketingPerDay', 'notificationPerDay'] },
  { title: 'repeats', numbers: ['repeatHours'] },
  {
    title: 'retention',
    numbers: [
      'keepMessagesDays',
      'keepPushesDays',
      'keepRepliesDays',
      'keepRefusedDays',
      'keepUploadsDays',
    ],
  },
]
const scopes: ConsoleSettings['optOutScope'][] = ['marketing', 'marketing_and_notification']

/** What holds for the whole console. */
export function SettingsForm({ settings }: { settings: ConsoleSettings }) {
  const t = useTranslations('settings')
  const { message } = App.useApp()
  return (
    <div style={{ maxWidth: 720 }}>
      <ActionForm
        action={change}
        initialValues={settings}
        done={() => message.success(t('saved'))}
        submit={t('save')}
      >
        {groups.map(({ title, numbers }) => (
          <Card
            key={title}
            title={t(`group.${title}`)}
            style={{ marginBottom: 16 }}
            styles={{ body: { paddingBlockEnd: 0 } }}
          >
            {title === 'people' && <ScopeField />}
            {title === 'retention' && <p style={{ marginTop: 0 }}>{t('retentionHint')}</p>}
            {numbers.map((name) => (
              <Form.Item key={name} name={name} label={t(name)} extra={t(`${name}Hint`)}>
                <InputNumber
                  min={1}
                  precision={0}
                  style={{ width: '100%' }}
                  placeholder={emptyMeans(name, t)}
                />
              </Form.Item>
            ))}
          </Card>
        ))}
      </ActionForm>
    </div>
  )
}

function emptyMeans(name: NumberName, t: ReturnType<typeof useTranslations<'settings'>>): string {
  if (name === 'repeatHours') return ''
  return t(name.startsWith('keep') ? 'keepForEver' : 'off')
}

function ScopeField() {
  const t = useTranslations('settings')
  const options = scopes.map((value) => ({ value, label: t(`scope.${value}`) }))
  return (
    <Form.Item name="optOutScope" label={t('optOutScope')} extra={t('optOutScopeHint')}>
      <Radio.Group options={options} vertical />
    </Form.Item>
  )
}
