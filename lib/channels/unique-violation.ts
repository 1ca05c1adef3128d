/** True when PostgreSQL refused a write because of this unique index. */
export function isUniqueViolation(error: unknown, index: string): boolean {
  const found = error instanceof Error && error.cause !== undefined ? error.cause : error
  if (typeof found !== 'object' || found === null) return false
  const { code, constraint } = found as { code?: unknown; constraint?: unknown }
  return code === '23505' && constraint === index
}
