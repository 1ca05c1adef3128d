import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import createNextIntlPlugin from 'next-intl/plugin'

/** What holds for every answer; the content security policy has a nonce and is made per request. */
const securityHeaders = [
  { key: 'X-Content-Type-Options', value: 'nosniff' },
  { key: 'X-Frame-Options', value: 'DENY' },
  { key: 'Content-Security-Policy', value: "frame-ancestors 'none'" },
  { key: 'Referrer-Policy', value: 'same-origin' },
  { key: 'Permissions-Policy', value: 'camera=(), microphone=(), geolocation=()' },
  { key: 'Cross-Origin-Opener-Policy', value: 'same-origin' },
]

/** @type {import('next').NextConfig} */
const config = {
  turbopack: { root: dirname(fileURLToPath(import.meta.url)) },
  images: { unoptimized: true },
  poweredByHeader: false,
  // Types are looked at by `npm test` and `npm run typecheck`, of all files and not of the console's.
  typescript: { ignoreBuildErrors: true },
  serverExternalPackages: ['pg', 'pg-boss', '@node-rs/argon2', 'pino'],
  // forbidden(): a page that a role may not see answers 403.
  experimental: { authInterrupts: true },
  headers: async () => [{ source: '/:path*', headers: securityHeaders }],
}

export default createNextIntlPlugin('./lib/web/i18n-request.ts')(config)
