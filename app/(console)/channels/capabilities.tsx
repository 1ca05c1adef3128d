'use client'
import { CheckOutlined, MinusOutlined } from '@ant-design/icons'
import { Typography } from 'antd'
import { useTranslations } from 'next-intl'
import type { VendorView } from '#lib/channels/describe-vendor.ts'
import styles from './channels.module.css'

/** What the vendor can do and what it cannot, each with one line on what that means here. */
export function Capabilities({ vendor }: { vendor: VendorView }) {
  const t = useTranslations('channels')
  return (
    <ul className={styles.capabilities}>
      {vendor.capabilities.map(({ name, can }) => (
        <li key={name}>
          <div>
            <Typography.Text type={can ? 'success' : 'secondary'}>
              {can ? <CheckOutlined aria-hidden /> : <MinusOutlined aria-hidden />}
              <span className="visually-hidden">{t(can ? 'can' : 'cannot')}: </span>
            </Typography.Text>{' '}
            <Typography.Text {...(can ? {} : { type: 'secondary' })}>
              {t(`capability.${name}`)}
            </Typography.Text>
          </div>
          <Typography.Text type="secondary" className={styles.small}>
            {t(`capabilityHelp.${name}`)}
          </Typography.Text>
        </li>
      ))}
    </ul>
  )
}
