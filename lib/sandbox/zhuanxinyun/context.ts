import type { VendorContext } from '../core/vendor.ts'
import type { ZhuanxinyunSettings } from './settings.ts'
import type { ZhuanxinyunState } from './state.ts'

/** What every endpoint works with. */
export type Context = VendorContext<ZhuanxinyunSettings> & { state: ZhuanxinyunState }
