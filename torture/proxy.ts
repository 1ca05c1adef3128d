import { connect, createServer, type Server, type Socket } from 'node:net'

/** What becomes of the next statement that holds `needle`. */
export type Trap = {
  needle: string
  /** lose: it is done and nobody hears; drop: it never arrives; hang: so, and the server is not told that its client is gone. */
  how: 'lose' | 'drop' | 'hang'
}

type Link = { client: Socket; server: Socket }

export type DatabaseProxy = {
  port: number
  /** Cuts every connection; gives how many. */
  cut(): number
  /** Nothing goes either way until `go`. */
  stall(): void
  go(): void
  /** Sets a trap; resolves true when it has snapped, false when nothing came in `ms`. */
  trap(trap: Trap, ms: number): Promise<boolean>
  close(): Promise<void>
}

/** A server whose client went without a word keeps its session: for so long at most. */
const ghostMs = 60_000

/** Stands between the processes and PostgreSQL on loopback, and breaks connections on request. */
export async function openProxy(target: number): Promise<DatabaseProxy> {
  const links = new Set<Link>()
  const ghosts = new Set<Socket>()
  const traps: { trap: Trap; snapped: () => void }[] = []
  let stalled = false

  const carry = (link: Link, chunk: Buffer) => {
    const index = traps.findIndex(({ trap }) => chunk.includes(trap.needle))
    const [found] = index < 0 ? [] : traps.splice(index, 1)
    if (!found) return void link.server.write(chunk)
    found.snapped()
    spring(link, chunk, found.trap.how, ghosts)
  }
  const server = createServer((client) => {
    const link = { client, server: connect(target, '127.0.0.1') }
    links.add(link)
    const end = () => {
      links.delete(link)
      client.destroy()
      if (!ghosts.has(link.server)) link.server.destroy()
    }
    for (const socket of [client, link.server]) socket.setNoDelay(true).on('error', end)
    client.on('data', (chunk: Buffer) => carry(link, chunk)).on('close', end)
    link.server.on('data', (chunk: Buffer) => client.write(chunk)).on('close', end)
    if (stalled) pause(link)
  })
  const port = await listen(server)
  return {
    port,
    cut: () => {
      const count = links.size
      for (const link of links) link.client.resetAndDestroy()
      return count
    },
    stall: () => {
      stalled = true
      for (const link of links) pause(link)
    },
    go: () => {
      stalled = false
      for (const link of links) for (const one of [link.client, link.server]) one.resume()
    },
    trap: (trap, ms) => setTrap(traps, trap, ms),
    close: async () => {
      for (const { client, server: end } of links) for (const one of [client, end]) one.destroy()
      for (const ghost of ghosts) ghost.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

function pause({ client, server }: Link): void {
  client.pause()
  server.pause()
}

function setTrap(
  traps: { trap: Trap; snapped: () => void }[],
  trap: Trap,
  ms: number,
): Promise<boolean> {
  return new Promise((resolve) => {
    const entry = { trap, snapped: () => resolve(true) }
    traps.push(entry)
    setTimeout(() => {
      if (traps.includes(entry)) traps.splice(traps.indexOf(entry), 1)
      resolve(false)
    }, ms)
  })
}

function spring(link: Link, chunk: Buffer, how: Trap['how'], ghosts: Set<Socket>): void {
  const { client, server } = link
  if (how === 'lose') {
    // The first bytes of the answer come when it is done.
    server.removeAllListeners('data').once('data', () => client.resetAndDestroy())
    server.write(chunk)
    return
  }
  if (how === 'hang') {
    ghosts.add(server)
    setTimeout(() => {
      ghosts.delete(server)
      server.destroy()
    }, ghostMs).unref()
  }
  client.resetAndDestroy()
}

function listen(server: Server): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      resolve(typeof address === 'object' && address ? address.port : 0)
    })
  })
}
