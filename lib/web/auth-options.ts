import type { NextAuthOptions } from 'next-auth'
import Credentials from 'next-auth/providers/credentials'
import { clientAddress } from '#lib/addresses/client-address.ts'
import { endSession, sessionSeconds } from '#lib/auth/sessions.ts'
import { signIn } from '#lib/auth/sign-in.ts'
import { logger } from '#lib/logging/logger.ts'
import { openWeb } from './context.ts'

declare module 'next-auth' {
  interface User {
    epoch?: number
    sessionId?: string
  }
  interface Session {
    userId?: string
    epoch?: number
    sessionId?: string
  }
}
declare module 'next-auth/jwt' {
  interface JWT {
    epoch?: number
    sessionId?: string
    /** Milliseconds: renewing a session does not make it longer. */
    signedInAt?: number
  }
}

/** A signed token of session, user and epoch; all are checked against their rows each time. */
export function authOptions(): NextAuthOptions {
  const web = openWeb()
  // next-auth takes its own address from the environment alone.
  process.env.NEXTAUTH_URL ??= web.publicUrl
  return {
    secret: web.authSecret,
    session: { strategy: 'jwt', maxAge: sessionSeconds },
    jwt: { maxAge: sessionSeconds },
    useSecureCookies: web.publicUrl.startsWith('https:'),
    pages: { signIn: '/sign-in', error: '/sign-in', signOut: '/sign-in' },
    providers: [passwordProvider()],
    events: {
      // With its row gone, no copy of the cookie opens anything either.
      signOut: async ({ token }) => {
        if (token?.sessionId) await endSession(web.db, token.sessionId)
      },
    },
    callbacks: {
      jwt: ({ token, user }) =>
        user
          ? {
              ...token,
              sub: user.id,
              signedInAt: Date.now(),
              ...(user.epoch === undefined ? {} : { epoch: user.epoch }),
              ...(user.sessionId === undefined ? {} : { sessionId: user.sessionId }),
            }
          : token,
      session: ({ session, token }) => {
        const { sub, epoch, sessionId, signedInAt = 0 } = token
        const ended = Date.now() - signedInAt > sessionSeconds * 1000
        if (ended || !sub || !sessionId || epoch === undefined) return { expires: session.expires }
        return { expires: session.expires, userId: sub, epoch, sessionId }
      },
    },
  }
}

const passwordProvider = () =>
  Credentials({
    name: 'password',
    credentials: { email: { type: 'email' }, password: { type: 'password' } },
    async authorize(input, request) {
      const web = openWeb()
      const headers = new Headers(request.headers as Record<string, string>)
      const address = clientAddress(headers, web.trustedProxies)
      const result = await signIn(web, {
        email: input?.email ?? '',
        password: input?.password ?? '',
        ...(address ? { address } : {}),
      }).catch((error: unknown) => {
        // next-auth shows an error's message to whoever asks: a query's own words are not for them.
        logger.error({ err: error }, 'sign-in failed')
        return { ok: false, reason: 'failed' } as const
      })
      if (!result.ok) throw new Error(result.reason)
      const { user, sessionId } = result
      return { id: user.id, epoch: user.sessionEpoch, sessionId }
    },
  })
