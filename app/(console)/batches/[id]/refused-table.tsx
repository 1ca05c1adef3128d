'use client'
import { DownloadOutlined } from '@ant-design/icons'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Button, Card, Flex, Skeleton, Table, Typography } from 'antd'
import { useTranslations } from 'next-intl'
import { fetchJson } from '#components/fetch-json.ts'
import type { RefusedPage } from '#lib/batches/check-view.ts'
import { formatCount } from '#lib/i18n/format-money.ts'
import styles from './check.module.css'

type Props = { batch: { id: string }; summary: { refused: number }; mayWrite: boolean }

/** Refused rows with their reason, a page more at each click, and all of them as a file. */
export function RefusedTable({ batch, summary, mayWrite }: Props) {
  const t = useTranslations('batches.check')
  const pages = useInfiniteQuery({
    queryKey: ['refused', batch.id],
    queryFn: ({ pageParam, signal }) =>
      fetchJson<RefusedPage>(`/api/batches/${batch.id}/refused?after=${pageParam}`, signal),
    initialPageParam: 0,
    getNextPageParam: (page) => page.next,
    enabled: summary.refused > 0,
  })
  const rows = pages.data?.pages.flatMap((page) => page.rows) ?? []
  if (summary.refused === 0) return <Card size="small">{t('refusedNone')}</Card>
  return (
    <Card
      size="small"
      title={`${t('refusedTitle')} (${formatCount(summary.refused)})`}
      extra={mayWrite && <Download batchId={batch.id} />}
      styles={{ body: { padding: 0 } }}
    >
      <div className={styles.scroll}>
        <Table
          aria-label={t('refusedTitle')}
          size="small"
          pagination={false}
          locale={{ emptyText: <Skeleton active={pages.isPending} paragraph={{ rows: 4 }} /> }}
          rowKey="row"
          dataSource={rows}
          columns={[
            { title: t('row'), dataIndex: 'row', width: 80 },
            { title: t('reason'), dataIndex: 'reason' },
            {
              title: t('line'),
              dataIndex: 'line',
              render: (line: string) => <code className={styles.line}>{line.slice(0, 300)}</code>,
            },
          ]}
        />
      </div>
      {pages.error && <Typography.Text type="danger">{pages.error.message}</Typography.Text>}
      {pages.hasNextPage && (
        <Flex justify="center" style={{ padding: 8 }}>
          <Button loading={pages.isFetchingNextPage} onClick={() => pages.fetchNextPage()}>
            {t('more')}
          </Button>
        </Flex>
      )}
    </Card>
  )
}

function Download({ batchId }: { batchId: string }) {
  const t = useTranslations('batches.check')
  return (
    <Button
      type="link"
      size="small"
      icon={<DownloadOutlined />}
      href={`/api/exports/refused/${batchId}`}
      title={t('refusedDownloadHint')}
    >
      {t('refusedDownload')}
    </Button>
  )
}
