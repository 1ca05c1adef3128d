import { type BuiltAction, fillPath } from './read-build.ts'

const base = process.env.E2E_BASE_URL ?? ''

export type Told = {
  status: number
  /** Of the action's error; undefined when it did what it was asked. */
  code?: string
  data?: unknown
}
type From = { cookie: string; origin?: string }

/** Calls a server action as the browser does, with one argument. */
export async function callAction(
  { id, page }: BuiltAction,
  input: unknown,
  { cookie, origin }: From,
): Promise<Told> {
  const answer = await fetch(base + fillPath(page), {
    method: 'POST',
    redirect: 'manual',
    headers: {
      'content-type': 'text/plain;charset=UTF-8',
      'next-action': id,
      accept: 'text/x-component',
      ...(cookie && { cookie }),
      ...(origin !== undefined && { origin }),
    },
    body: JSON.stringify([input]),
  })
  return { status: answer.status, ...readResult(await answer.text()) }
}

/** The action's own row of React's stream of rows, one a line. */
function readResult(text: string): Pick<Told, 'code' | 'data'> {
  for (const line of text.split('\n')) {
    const json = /^[0-9a-f]+:(\{"ok":.*)$/.exec(line)?.[1]
    if (!json) continue
    const result = JSON.parse(json)
    return result.ok ? { data: result.data } : { code: result.error.code }
  }
  return { code: 'no result' }
}

/** Calls a page or a route; a redirect is not followed. */
export async function callRoute(
  path: string,
  method: string,
  headers: Record<string, string>,
): Promise<Response> {
  const answer = await fetch(base + fillPath(path), { method, headers, redirect: 'manual' })
  await answer.arrayBuffer()
  return answer
}
