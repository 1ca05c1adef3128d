import type { Socket } from 'node:net'
import { TLSSocket } from 'node:tls'
import type { HttpStep } from './call.ts'

/** Tells each step of a connection as it is taken, with the milliseconds since the one before. */
export function watchSocket(socket: Socket, watch: (step: HttpStep) => void): void {
  let since = performance.now()
  const lap = () => {
    const ms = Math.round(performance.now() - since)
    since = performance.now()
    return ms
  }
  socket.on('lookup', (error, address) => {
    if (!error) watch({ step: 'lookup', ms: lap(), address })
  })
  socket.once('connect', () => {
    const { localAddress = '', remoteAddress = '' } = socket
    watch({ step: 'connect', ms: lap(), local: localAddress, remote: remoteAddress })
  })
  socket.once('secureConnect', () => {
    if (!(socket instanceof TLSSocket)) return
    const { valid_to } = socket.getPeerCertificate()
    const validUntil = valid_to ? new Date(valid_to) : undefined
    watch({ step: 'secure', ms: lap(), protocol: socket.getProtocol() ?? '', validUntil })
  })
}
