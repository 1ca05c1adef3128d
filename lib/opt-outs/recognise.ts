/** What people write when they want no more: alone in the reply, in either width and case. */
const words = new Set([
  'T',
  'TD',
  'N',
  'R',
  '退订',
  '回T',
  '回TD',
  '回N',
  '回R',
  '回复T',
  '回复TD',
  '回复N',
  '回复R',
  '拒收',
  '我要拒收',
  '拒收短信',
  'TUIDING',
  'UNSUBSCRIBE',
  'STOP',
])

/** True when a reply asks to be left alone; in doubt it does, for a person can undo an opt-out. */
export function isOptOut(content: string): boolean {
  const bare = content
    .normalize('NFKC')
    .replace(/[\s\p{P}\p{S}\p{C}]/gu, '')
    .toUpperCase()
  return words.has(bare) || (bare.includes('退订') && !bare.includes('不退订'))
}
