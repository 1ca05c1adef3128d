'use client'
import { Drawer, type DrawerProps } from 'antd'
import { useEffect, useState } from 'react'
import { useListUrl } from './list-url.ts'

type Props = Pick<DrawerProps, 'title' | 'extra' | 'footer' | 'children'> & {
  /** Whether the row of the address was found. */
  open: boolean
  param?: string
  /** Pixels; on a phone the whole width. */
  width?: number
}

/** The drawer of one row, with an address of its own; closing takes the id out of the address. */
export function DetailDrawer({ open, param = 'id', width = 560, ...rest }: Props) {
  const { go } = useListUrl()
  const [closing, setClosing] = useState(false)
  useEffect(() => {
    if (!open) setClosing(false)
  }, [open])
  const close = () => {
    setClosing(true)
    go({ [param]: undefined })
  }
  return (
    <Drawer
      {...rest}
      open={open && !closing}
      onClose={close}
      size={width}
      styles={{ wrapper: { maxWidth: '100vw' } }}
      destroyOnHidden
    />
  )
}
