'use client'
import { Flex, Select, Typography } from 'antd'
import { useId } from 'react'

type Props<V extends string | number> = {
  label: string
  note?: string | undefined
  value: V | undefined
  options: { value: V; label: string }[]
  change(value: V): void
}

/** One choice with its name over it. */
export function ReadingSelect<V extends string | number>(props: Props<V>) {
  const id = useId()
  return (
    <Flex vertical gap={4}>
      <label htmlFor={id}>
        {props.label}{' '}
        {props.note && (
          <Typography.Text type="secondary" style={{ fontSize: 12 }}>
            {props.note}
          </Typography.Text>
        )}
      </label>
      <Select<V>
        id={id}
        {...(props.value === undefined ? {} : { value: props.value })}
        options={props.options}
        onChange={props.change}
      />
    </Flex>
  )
}
