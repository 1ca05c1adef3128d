import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type CheckInput, checkFile } from './check-file.ts'
import type { RefusedRow, RowRules, ValidRow } from './check-row.ts'

/** The template of the samples, with the simplest text functions. */
export const sampleRules: RowRules = {
  variables: ['姓名', '金额'],
  render: ([name, amount]) => `【云通信】${name}您好，本次收入${amount}元。`,
  textLength: 350,
  countSegments: (text) => (text.length <= 70 ? 1 : Math.ceil(text.length / 67)),
}
export const plainRules: RowRules = {
  ...sampleRules,
  variables: [],
  render: () => '【云通信】您好。',
}

export function samplePath(name: string): string {
  return join(import.meta.dirname, 'samples', name)
}

export function sampleBytes(name: string): Uint8Array {
  return readFileSync(samplePath(name))
}

/** Bytes as a source, cut into chunks of the given size. */
export function sourceOf(bytes: Uint8Array | string, chunkSize = 64 * 1024) {
  const all = typeof bytes === 'string' ? Buffer.from(bytes) : bytes
  return async function* () {
    for (let at = 0; at < all.length; at += chunkSize) yield all.subarray(at, at + chunkSize)
  }
}

/** Checks a whole file, for tests that look at what came of it. */
export async function checkAll(bytes: Uint8Array | string, more: Partial<CheckInput> = {}) {
  const check = await checkFile({ source: sourceOf(bytes), rules: sampleRules, ...more })
  const valid: ValidRow[] = []
  const refused: RefusedRow[] = []
  for await (const batch of check.batches) {
    valid.push(...batch.valid)
    refused.push(...batch.refused)
  }
  return { ...check, valid, refused }
}
