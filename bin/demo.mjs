// `npm run demo` on the machine's own Node: installs, then hands over to Node 24 and demo.ts.
import { continueWith, install } from '../lib/runtime/install.mjs'

continueWith(await install(), 'bin/demo.ts')
