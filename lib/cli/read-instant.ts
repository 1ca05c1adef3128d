const form =
  /^(\d{4}-\d{2}-\d{2})(?:[T ]([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d)(?:[.,](\d+))?)?(Z|[+-]\d{2}(?::?\d{2})?)?)?$/i

/**
 * A point in time from ISO 8601 text, in Asia/Shanghai where no zone is given; a day alone is its
 * midnight. Undefined for anything else, a 30th of February included.
 */
export function readInstant(text: string): Date | undefined {
  const match = form.exec(text.trim())
  if (!match) return undefined
  const [, day = '', hour = '00', minute = '00', second = '00', part = '0', zone = '+08:00'] = match
  if (new Date(`${day}T00:00:00Z`).toJSON()?.slice(0, 10) !== day) return undefined
  const at = new Date(`${day}T${hour}:${minute}:${second}.${part.slice(0, 3)}${fullZone(zone)}`)
  return Number.isNaN(at.getTime()) ? undefined : at
}

/** `+0800` and `+08` as `+08:00`. */
function fullZone(zone: string): string {
  if (/^z$/i.test(zone)) return 'Z'
  return `${zone.slice(0, 3)}:${zone.slice(3).replace(':', '') || '00'}`
}
