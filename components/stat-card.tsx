'use client'
import { Card, Flex, Typography } from 'antd'
import type { ReactNode } from 'react'

type Props = {
  label: ReactNode
  value: ReactNode
  /** What the number is out of, or compared with. */
  note?: ReactNode
  extra?: ReactNode
}

/** One figure with its name. */
export function StatCard({ label, value, note, extra }: Props) {
  return (
    <Card size="small" style={{ height: '100%' }} styles={{ body: { padding: '14px 16px' } }}>
      <Flex justify="space-between" align="center">
        <Typography.Text type="secondary">{label}</Typography.Text>
        {extra}
      </Flex>
      <div style={{ fontSize: 24, fontWeight: 600, lineHeight: 1.5 }}>{value}</div>
      {note && (
        <Typography.Text type="secondary" style={{ fontSize: 12 }}>
          {note}
        </Typography.Text>
      )}
    </Card>
  )
}
