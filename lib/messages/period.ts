import { UserError } from '#lib/errors.ts'

/** From `from` on, up to but not including `to`. */
export type Period = { from?: Date; to?: Date }

const day = /^\d{4}-\d{2}-\d{2}$/
const zoned = /(Z|[+-]\d{2}:?\d{2})$/i
const dayMs = 86_400_000
const earliest = Date.UTC(1970, 0, 1)
const latest = Date.UTC(9999, 0, 1)

/**
 * Reads days (`2026-11-21`, both ends included) or ISO 8601 instants, Asia/Shanghai where no zone
 * is given. Throws UserError `bad_time` with the field that cannot be read.
 */
export function readPeriod(from: string | undefined, to: string | undefined): Period {
  const start = from ? readInstant(from, 'from') : undefined
  const end = to ? readInstant(to, 'to') : undefined
  return {
    ...(start ? { from: start } : {}),
    ...(end && to ? { to: day.test(to.trim()) ? new Date(end.getTime() + dayMs) : end } : {}),
  }
}

/** The same for an address, in which an end that cannot be read counts as not there. */
export function readPeriodOrNone(ask: {
  from?: string | undefined
  to?: string | undefined
}): Period {
  return {
    ...orNone(() => readPeriod(ask.from, undefined)),
    ...orNone(() => readPeriod(undefined, ask.to)),
  }
}

function orNone(read: () => Period): Period {
  try {
    return read()
  } catch (error) {
    if (error instanceof UserError) return {}
    throw error
  }
}

function readInstant(raw: string, field: string): Date {
  const text = raw.trim()
  const iso = day.test(text) ? `${text}T00:00:00` : text.replace(' ', 'T')
  const at = new Date(zoned.test(iso) && iso.includes('T') ? iso : `${iso}+08:00`)
  // Outside of these years PostgreSQL and JavaScript no longer agree on what a time is.
  const isTime = at.getTime() >= earliest && at.getTime() < latest
  if (!isTime) throw new UserError('bad_time', { value: text }, { field })
  return at
}
