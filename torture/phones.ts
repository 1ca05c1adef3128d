/** Endings 0001 to 0008, by which the simulators decide how a message ends. */
const special = 8
let serial = 0

/** Nobody gets two messages of one run; every tenth ends as the simulators' table of endings says. */
export function nextPhone(): string {
  const n = serial++
  if (n % 10 === 0) {
    const k = n / 10
    return `139${String(Math.floor(k / special)).padStart(4, '0')}000${(k % special) + 1}`
  }
  const prefix = ['137', '186', '133', '192'][n % 4]
  return `${prefix}${String(Math.floor(n / 9_000)).padStart(4, '0')}${1_000 + (n % 9_000)}`
}

let foreign = 0
/** Somebody whom only another system on the same account writes to. */
export const nextForeignPhone = (): string => `136${String(++foreign * 10).padStart(8, '0')}`
