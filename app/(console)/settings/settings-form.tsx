'use client'
import { App, Card, Form, InputNumber, Radio } from 'antd'
import { useTranslations } from 'next-intl'
import { ActionForm } from '#components/action-form.tsx'
import type { ConsoleSettings } from '#lib/settings/read-settings.ts'
import { change } from './actions.ts'

type NumberName = 'approvalThreshold' | 'marketingPerDay' | 'notificationPerDay' | 'repeatHours'
/** In three groups, as they stand on the screen; an empty one is off. */
const groups: { title: 'approval' | 'people' | 'repeats'; numbers: NumberName[] }[] = [
  { title: 'approval', numbers: ['approvalThreshold'] },
  { title: 'people', numbers: ['marketingPerDay', 'notificationPerDay'] },
  { title: 'repeats', numbers: ['repeatHours'] },
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
            {numbers.map((name) => (
              <Form.Item key={name} name={name} label={t(name)} extra={t(`${name}Hint`)}>
                <InputNumber
                  min={1}
                  precision={0}
                  style={{ width: '100%' }}
                  placeholder={name === 'repeatHours' ? '' : t('off')}
                />
              </Form.Item>
            ))}
          </Card>
        ))}
      </ActionForm>
    </div>
  )
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
