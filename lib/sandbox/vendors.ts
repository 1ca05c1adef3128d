import { infocloud } from './infocloud/infocloud.ts'
import { smsadmin } from './smsadmin/smsadmin.ts'
import { upyun } from './upyun/upyun.ts'
import { veesing } from './veesing/veesing.ts'
import { zhuanxinyun } from './zhuanxinyun/zhuanxinyun.ts'

/** Every vendor the sandbox imitates: one folder and one line each. */
export const VENDORS = { infocloud, smsadmin, upyun, veesing, zhuanxinyun }

export type VendorName = keyof typeof VENDORS
