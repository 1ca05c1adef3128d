import type { ReactNode } from 'react'

/** A text in which the words found stand out; of words that overlap the longest wins. */
export function markWords(text: string, words: string[]): ReactNode {
  const known = words.filter(Boolean).sort((one, other) => other.length - one.length)
  if (known.length === 0) return text
  const literal = (word: string) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
  const pattern = new RegExp(`(${known.map(literal).join('|')})`, 'gi')
  // A split by a group puts what matched at the odd places.
  return text
    .split(pattern)
    .map((part, n) => (n % 2 === 1 ? <mark key={`${n} ${part}`}>{part}</mark> : part))
}
