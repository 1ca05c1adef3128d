/**
 * True when a request that changes something was sent by our own pages. A browser always names the
 * origin of a POST, so a missing one is refused as well.
 */
export function isOwnOrigin(headers: Headers, publicUrl: string): boolean {
  const origin = headers.get('origin')
  if (!origin || !URL.canParse(origin)) return false
  const { host } = new URL(origin)
  return host === new URL(publicUrl).host || host === headers.get('host')
}
