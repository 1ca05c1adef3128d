// `npm test` on the machine's own Node: installs, then hands over to Node 24 and test.ts.
import { continueWith, install } from '../lib/runtime/install.mjs'

continueWith(await install(), 'bin/test.ts')
