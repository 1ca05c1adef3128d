import { maskPhones } from '#lib/logging/mask-phones.ts'

const id = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** The same value with every mobile number in its texts masked, whatever a person wrote them into; ids stay. */
export function maskDetails<T>(value: T): T {
  return mask(value) as T
}

function mask(value: unknown): unknown {
  if (typeof value === 'string') return id.test(value) ? value : maskPhones(value)
  if (Array.isArray(value)) return value.map(mask)
  if (typeof value !== 'object' || value === null || value instanceof Date) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, one]) => [maskPhones(name), mask(one)]),
  )
}
