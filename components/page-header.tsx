'use client'
import { Flex, Typography } from 'antd'
import type { ReactNode } from 'react'

/** The title of a screen, one line of explanation, and its main buttons. */
export function PageHeader(props: { title: ReactNode; lead?: ReactNode; actions?: ReactNode }) {
  return (
    <Flex wrap gap={12} justify="space-between" align="flex-end" style={{ marginBottom: 16 }}>
      <div>
        <Typography.Title level={1} style={{ fontSize: 20, lineHeight: 1.4, margin: 0 }}>
          {props.title}
        </Typography.Title>
        {props.lead && <Typography.Text type="secondary">{props.lead}</Typography.Text>}
      </div>
      {props.actions && (
        <Flex gap={8} wrap>
          {props.actions}
        </Flex>
      )}
    </Flex>
  )
}
