'use client'
import { Alert, Button, Flex, Form, type FormProps } from 'antd'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { type ReactNode, useState } from 'react'
import type { Action, ActionError } from '#lib/web/action.ts'

type Values = Record<string, unknown>
type Props<I, T> = {
  action: Action<I, T>
  /** Turns the form's values into the action's input; as they are when absent. */
  toInput?(values: Values): I
  /** After success; the page's data are loaded again as well. */
  done?(data: T): unknown
  submit: ReactNode
  cancel?(): void
  danger?: boolean
  block?: boolean
  children: ReactNode
} & Pick<FormProps, 'initialValues' | 'form' | 'onValuesChange' | 'layout' | 'disabled'>

/** An antd form bound to a server action: pending state, errors at their fields, others on top. */
export function ActionForm<I, T>(props: Props<I, T>) {
  const { action, toInput, done, submit, cancel, danger, block, children, ...look } = props
  const t = useTranslations('ui')
  const router = useRouter()
  const [own] = Form.useForm()
  const form = props.form ?? own
  const [pending, setPending] = useState(false)
  const [problem, setProblem] = useState<string>()
  const send = async (values: Values) => {
    setPending(true)
    setProblem(undefined)
    const result = await action(toInput ? toInput(values) : (values as I)).catch(() => undefined)
    setPending(false)
    if (result?.ok) {
      await done?.(result.data)
      return router.refresh()
    }
    const rest = result ? markFields(form, result.error) : t('error.network')
    setProblem(rest)
  }
  return (
    <Form layout="vertical" requiredMark={false} noValidate {...look} form={form} onFinish={send}>
      {problem && (
        <Alert type="error" showIcon title={problem} style={{ marginBottom: 16 }} role="alert" />
      )}
      {children}
      <Flex gap={8} justify={block ? 'stretch' : 'flex-end'}>
        {cancel && <Button onClick={cancel}>{t('action.cancel')}</Button>}
        <Button
          type="primary"
          htmlType="submit"
          loading={pending}
          danger={danger ?? false}
          block={block ?? false}
        >
          {submit}
        </Button>
      </Flex>
    </Form>
  )
}

/** Puts errors at the fields they are about; gives what has no field here. */
function markFields(form: NonNullable<FormProps['form']>, error: ActionError): string | undefined {
  const marks = { ...error.fieldErrors, ...(error.field ? { [error.field]: error.message } : {}) }
  const shown = new Set(Object.keys(form.getFieldsError().reduce(byPath, {})))
  const fields = Object.entries(marks).filter(([path]) => shown.has(path))
  form.setFields(fields.map(([path, text]) => ({ name: toName(path), errors: [text] })))
  const [first] = fields
  if (first) form.scrollToField(toName(first[0]), { focus: true, block: 'center' })
  const others = Object.entries(marks).filter(([path]) => !shown.has(path))
  if (others.length > 0) return others.map(([path, text]) => `${path}: ${text}`).join(' ')
  return fields.length > 0 ? undefined : error.message
}

const byPath = (paths: Record<string, true>, { name }: { name: (string | number)[] }) => ({
  ...paths,
  [name.join('.')]: true as const,
})

const toName = (path: string): (string | number)[] =>
  path.split('.').map((part) => (/^\d+$/.test(part) ? Number(part) : part))
