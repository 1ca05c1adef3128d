'use client'
import { signIn } from 'next-auth/react'

/** Signs in and opens `next`; gives what was wrong when that failed. */
export async function enter(
  email: string,
  password: string,
  next: string,
): Promise<'wrong' | 'throttled' | 'failed' | undefined> {
  const result = await signIn('credentials', { email, password, redirect: false }).catch(
    () => undefined,
  )
  if (result?.ok) {
    location.assign(next)
    return undefined
  }
  return result?.error === 'wrong' || result?.error === 'throttled' ? result.error : 'failed'
}
