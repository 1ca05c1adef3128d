import { setImmediate as turn } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { createPlaces } from './places.ts'

test('no more at once than there are places; the others come in their order', async () => {
  const places = createPlaces(2)
  const began: number[] = []
  const releases = await Promise.all([places.take(), places.take()])
  const later = [1, 2, 3].map(async (n) => {
    const release = await places.take()
    began.push(n)
    return release
  })
  await turn()
  expect(began).toEqual([])
  releases[0]?.()
  releases[0]?.()
  await turn()
  expect(began).toEqual([1])
  releases[1]?.()
  await turn()
  expect(began).toEqual([1, 2])
  ;(await later[0])?.()
  await Promise.all(later)
  expect(began).toEqual([1, 2, 3])
})
