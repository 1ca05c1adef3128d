import { infocloud } from './infocloud/infocloud.ts'
import { upyun } from './upyun/upyun.ts'

/** Every vendor the sandbox imitates: one folder and one line each. */
export const VENDORS = { infocloud, upyun }

export type VendorName = keyof typeof VENDORS
