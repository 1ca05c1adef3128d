'use server'
import { headers } from 'next/headers'
import { clientAddress } from '#lib/addresses/client-address.ts'
import { addFirstUser } from '#lib/users/add-first.ts'
import { FirstUserInput } from '#lib/users/schemas.ts'
import { openAction } from '#lib/web/action.ts'
import { openWeb } from '#lib/web/context.ts'

/** Open to anybody, and only while nobody has an account. */
export const createFirstUser = openAction(FirstUserInput, async (input) => {
  const web = openWeb()
  const address = clientAddress(await headers(), web.trustedProxies)
  await addFirstUser(web, { ...input, ...(address ? { address } : {}) })
})
