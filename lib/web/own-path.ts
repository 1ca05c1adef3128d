/** `from` when it is a path of this console, else `/`: nobody is sent elsewhere after signing in. */
export function ownPath(from: string | string[] | undefined): string {
  if (typeof from !== 'string' || !from.startsWith('/')) return '/'
  const url = URL.parse(from, 'http://console.invalid')
  // `/.//evil.example` has our host, and a path that a browser reads as another one's.
  if (url?.host !== 'console.invalid' || url.pathname.startsWith('//')) return '/'
  return url.pathname + url.search
}
