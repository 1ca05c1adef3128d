'use client'
import { Button, type ButtonProps, Popconfirm } from 'antd'
import type { ReactNode } from 'react'
import type { ActionState } from '#lib/web/action.ts'
import { useRunAction } from './run-action.ts'

type Props<T> = {
  /** What happens, as a question or a sentence. */
  title: ReactNode
  description?: ReactNode
  action(): Promise<ActionState<T>>
  success?: string
  done?(data: T): void
} & Pick<ButtonProps, 'danger' | 'icon' | 'type' | 'size' | 'disabled' | 'children'>

/** A button that asks first, then runs a server action. */
export function ConfirmButton<T>(props: Props<T>) {
  const { title, description, action, success, done, ...button } = props
  const { run, pending } = useRunAction()
  const confirm = async () => {
    const result = await run(action, success)
    if (result) done?.(result.data)
  }
  return (
    <Popconfirm
      title={title}
      description={description}
      onConfirm={confirm}
      okButtonProps={{ danger: button.danger ?? false, loading: pending }}
      disabled={button.disabled ?? false}
    >
      <Button {...button} loading={pending} />
    </Popconfirm>
  )
}
