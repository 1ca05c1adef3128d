import type { VendorContext } from '../core/vendor.ts'
import type { UpyunSettings } from './settings.ts'
import type { UpyunState } from './state.ts'

/** What every upyun endpoint works with. */
export type Context = VendorContext<UpyunSettings> & { state: UpyunState }
