/** Notes the address of every connection in a header of our own, which no caller can set. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return
  const { subscribe } = await import('node:diagnostics_channel')
  const { peerHeader } = await import('#lib/web/client-address.ts')
  subscribe('http.server.request.start', (event) => {
    const { request } = event as { request: import('node:http').IncomingMessage }
    request.headers[peerHeader] = request.socket.remoteAddress ?? ''
  })
}
