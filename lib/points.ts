/** Places of the protocol at which a process may die or stand still without any harm. */
export const points = [
  'start.uncommitted',
  'start.committed',
  'claim.uncommitted',
  'claim.committed',
  'call.before',
  'call.begun',
  'call.answered',
  'record.uncommitted',
  'record.committed',
  'push.before',
  'push.stored',
  'reports.uncommitted',
  'reports.committed',
  'parked.uncommitted',
  'parked.committed',
  'fold.uncommitted',
  'fold.committed',
  'sweep.found',
  'settle.due',
  'settle.uncommitted',
  'settle.committed',
] as const
export type Point = (typeof points)[number]

let watcher: ((point: Point) => void) | undefined

/** Marks a place; does nothing unless somebody watches. */
export const pass = (point: Point): void => watcher?.(point)

/** Has `watch` called at every place from now on, in the midst of the work: for torture/. */
export function watchPoints(watch: (point: Point) => void): void {
  watcher = watch
}
