'use client'
import { DownloadOutlined } from '@ant-design/icons'
import { Button, Dropdown } from 'antd'
import { useSearchParams } from 'next/navigation'
import { useTranslations } from 'next-intl'

/** Downloads all rows of the filter in the address. */
export function ExportButton() {
  const t = useTranslations('history')
  const params = new URLSearchParams(useSearchParams())
  for (const name of ['id', 'cursor', 'before']) params.delete(name)
  const hrefOf = (reveal: boolean) => {
    const all = new URLSearchParams(params)
    if (reveal) all.set('reveal', '1')
    return `/api/exports/messages?${all}`
  }
  const items = [false, true].map((reveal) => ({
    key: String(reveal),
    label: (
      <a href={hrefOf(reveal)} download>
        {t(reveal ? 'exportRevealed' : 'exportMasked')}
      </a>
    ),
  }))
  return (
    <Dropdown menu={{ items }} trigger={['click']}>
      <Button icon={<DownloadOutlined />} title={t('exportHint')}>
        {t('export')}
      </Button>
    </Dropdown>
  )
}
