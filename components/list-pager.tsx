'use client'
import { LeftOutlined, ReloadOutlined, RightOutlined } from '@ant-design/icons'
import { Button, Typography } from 'antd'
import { useTranslations } from 'next-intl'
import type { Page } from '#lib/paging/keyset.ts'
import styles from './data-list.module.css'
import type { useListUrl } from './list-url.ts'

type Props = { page: Page<object>; url: ReturnType<typeof useListUrl>; label: string }

/** Previous and next by keyset, and a reload. */
export function ListPager({ page, url, label }: Props) {
  const t = useTranslations('ui.list')
  const paged = page.previous || page.next
  return (
    <nav aria-label={label} className={styles.pager}>
      <Typography.Text type="secondary">{t('rows', { count: page.rows.length })}</Typography.Text>
      <Button
        type="text"
        size="small"
        icon={<ReloadOutlined spin={url.pending} />}
        aria-label={t('refresh')}
        onClick={url.refresh}
        style={{ marginRight: 'auto' }}
      />
      {paged && (
        <>
          <Button
            icon={<LeftOutlined />}
            disabled={!page.previous}
            onClick={() => url.go({ before: page.previous, cursor: undefined, id: undefined })}
          >
            {t('previous')}
          </Button>
          <Button
            icon={<RightOutlined />}
            iconPlacement="end"
            disabled={!page.next}
            onClick={() => url.go({ cursor: page.next, before: undefined, id: undefined })}
          >
            {t('next')}
          </Button>
        </>
      )}
    </nav>
  )
}
