import { setTimeout as sleep } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { takeSlot } from './take-slot.ts'

it('one work goes on at a time, in order, also behind one that fails', async () => {
  const steps: string[] = []
  const work = (name: string, ms: number, error?: Error) =>
    takeSlot(async () => {
      steps.push(`${name} begins`)
      await sleep(ms)
      steps.push(`${name} ends`)
      if (error) throw error
      return name
    })
  const outcomes = await Promise.allSettled([
    work('a', 30),
    work('b', 5, new Error('no')),
    work('c', 0),
  ])
  expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
  expect(steps).toEqual(['a', 'b', 'c'].flatMap((name) => [`${name} begins`, `${name} ends`]))
})
