import { createServer } from 'node:net'

function canListen(port: number, host: string): Promise<number | undefined> {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', (error: NodeJS.ErrnoException) => {
      // A machine without IPv6 says so here; that is no reason against the port.
      const absent = error.code === 'EADDRNOTAVAIL' || error.code === 'EAFNOSUPPORT'
      resolve(absent ? port : undefined)
    })
    server.listen({ port, host, exclusive: true }, () => {
      const address = server.address()
      const taken = typeof address === 'object' && address ? address.port : port
      server.close(() => resolve(taken))
    })
  })
}

/** True when nothing listens on it, neither on IPv4 nor on IPv6: `localhost` may mean both. */
export async function isPortFree(port: number, host = '127.0.0.1'): Promise<boolean> {
  if ((await canListen(port, host)) === undefined) return false
  return (await canListen(port, '::1')) !== undefined
}

/** The first free port from `preferred` upwards (at most 200 further). Throws when there is none. */
export async function findPortFrom(preferred: number, host?: string): Promise<number> {
  for (let port = preferred; port < preferred + 200 && port < 65_536; port += 1)
    if (await isPortFree(port, host)) return port
  throw new Error(`No free port between ${preferred} and ${preferred + 199}`)
}

/** A port that nobody uses, of the system's choice. */
export async function findFreePort(): Promise<number> {
  const port = await canListen(0, '127.0.0.1')
  if (!port) throw new Error('No free port')
  return port
}
