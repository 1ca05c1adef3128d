import type { Db } from '#db/client.ts'

/** The same database, of which one transaction fails: the one after so many. */
export function failAfter(db: Db, count: number): Db {
  let begun = 0
  const transaction: Db['transaction'] = (...given) => {
    begun++
    if (begun !== count + 1) return db.transaction(...given)
    return Promise.reject(new Error('statement timeout'))
  }
  return new Proxy(db, {
    get: (target, name) => (name === 'transaction' ? transaction : target[name as keyof Db]),
  })
}
