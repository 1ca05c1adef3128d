import type { Sandbox } from '../start.ts'

export type VeesingAnswer = Record<
  'returnStatus' | 'message' | 'remainPoint' | 'taskId' | 'successCounts',
  string | null
>

/** Posts the account's id and key with `fields`: as a form (§1's sample) or in the query (§3's). */
export async function askVeesing(
  sandbox: Sandbox,
  path: string,
  fields: Record<string, string> = {},
  place: 'form' | 'query' = 'form',
): Promise<VeesingAnswer> {
  const params = new URLSearchParams({ ...sandbox.accounts.veesing, ...fields })
  const url = sandbox.urls.veesing + path
  const response =
    place === 'form'
      ? await fetch(url, { method: 'POST', body: params })
      : await fetch(`${url}?${params}`, {
          method: 'POST',
          headers: { 'content-type': 'text/plain' },
          body: '',
        })
  return (await response.json()) as VeesingAnswer
}
