/**
 * True when a request that changes something was sent by our own pages. A browser always names the
 * origin of a POST, so a missing one is refused as well. Another scheme is another origin.
 */
export function isOwnOrigin(headers: Headers, publicUrl: string): boolean {
  const origin = URL.parse(headers.get('origin') ?? '')
  return origin !== null && isOwn(origin, headers, publicUrl)
}

/**
 * True when another site's page made the browser fetch this: a link, a frame, an image. For answers
 * that cost something or are noted in the audit log, though they change nothing.
 */
export function isForeignSite(headers: Headers, publicUrl: string): boolean {
  const site = headers.get('sec-fetch-site')
  // `none`: somebody typed the address or opened a bookmark.
  if (site) return site !== 'same-origin' && site !== 'none'
  const from = headers.get('origin') ?? headers.get('referer')
  if (from === null) return false
  const url = URL.parse(from)
  return url === null || !isOwn(url, headers, publicUrl)
}

function isOwn({ host, protocol }: URL, headers: Headers, publicUrl: string): boolean {
  const own = new URL(publicUrl)
  return protocol === own.protocol && (host === own.host || host === headers.get('host'))
}
