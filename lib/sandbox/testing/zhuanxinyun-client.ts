import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Sandbox } from '../start.ts'

export type ZhuanxinyunAnswer = {
  errorCode: string
  errorMsg: string
  count?: number
  records?: Record<string, string>[]
}

/** A form post as the document's samples send it, with key and secret; `path` as `sendSms.json`. */
export const postZhuanxinyun = (
  sandbox: Sandbox,
  path: string,
  fields: Record<string, string> = {},
): Promise<Response> =>
  fetch(`${sandbox.urls.zhuanxinyun}/api/v2/${path}`, {
    method: 'POST',
    body: new URLSearchParams({ ...sandbox.accounts.zhuanxinyun, ...fields }),
  })

/** The same with `.json`, read. */
export async function askZhuanxinyun(
  sandbox: Sandbox,
  call: string,
  fields: Record<string, string> = {},
): Promise<ZhuanxinyunAnswer> {
  const response = await postZhuanxinyun(sandbox, `${call}.json`, fields)
  return (await response.json()) as ZhuanxinyunAnswer
}

export type TextPush = { contentType: string; text: string }

/** A callback address that keeps what it gets as text; `status` says how each push is answered. */
export async function startTextReceiver(status: (count: number) => number = () => 200) {
  const pushes: TextPush[] = []
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const contentType = request.headers['content-type'] ?? ''
      pushes.push({ contentType, text: Buffer.concat(chunks).toString('utf8') })
      response.writeHead(status(pushes.length)).end('ok')
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const close = () => {
    server.closeAllConnections()
    server.close()
  }
  return { url: `http://127.0.0.1:${port}/callback`, pushes, close }
}
