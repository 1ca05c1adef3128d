const callbacks = '/api/callbacks/'
/** An address of the callbacks that is nobody's. */
const nobody = `${callbacks}-/-`

/**
 * The path and query of a request as the console's router can take them. Vendors do not follow
 * redirects, so a slash at the end of a callback address goes; and what cannot be decoded becomes
 * an unknown address, for the router would call it an error of ours. Other paths stay.
 */
export function tameAddress(url: string): string {
  if (!url.startsWith(callbacks)) return url
  const [path = '', ...query] = url.split('?')
  const known = isDecodable(path) ? path.replace(/\/+$/, '') : nobody
  return [known, ...query].join('?')
}

function isDecodable(path: string): boolean {
  try {
    decodeURIComponent(path)
    return true
  } catch {
    // Says nothing more than that it cannot be decoded.
    return false
  }
}
