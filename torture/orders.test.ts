import { expect, test } from 'vitest'
import { points } from '#lib/points.ts'
import { makeChance } from './chance.ts'
import { nextDatabaseFault, nextOrder, nextReceiverOrder, nextVendorFault } from './orders.ts'

const listOrders = (seed: number) => {
  const chance = makeChance(seed, 'worker')
  return Array.from({ length: 300 }, () => [
    nextOrder(chance, true),
    nextReceiverOrder(chance),
    nextDatabaseFault(chance),
    nextVendorFault(chance),
  ])
}

test('the same seed gives the same order of faults, another seed another', () => {
  expect(listOrders(7)).toEqual(listOrders(7))
  expect(listOrders(7)).not.toEqual(listOrders(8))
})

test('lanes of one seed differ', () => {
  const first = (lane: string) => makeChance(7, lane).next()
  expect(first('worker')).not.toBe(first('database'))
})

test('chance keeps within its bounds and reaches both ends', () => {
  const chance = makeChance(1, 'bounds')
  const drawn = new Set(Array.from({ length: 200 }, () => chance.between(3, 5)))
  expect([...drawn].sort()).toEqual([3, 4, 5])
})

test('nobody stands still past a lease before the first byte of a call, and all places are met', () => {
  const chance = makeChance(3, 'long')
  const orders = Array.from({ length: 20_000 }, () => nextOrder(chance, true))
  const long = orders.filter(({ act, ms }) => act === 'freeze' && ms > 28_000)
  expect(long.length).toBeGreaterThan(0)
  expect(long.map(({ point }) => point)).not.toContain('call.before')
  expect(long.map(({ point }) => point)).not.toContain('call.begun')
  const killedAt = new Set(orders.filter(({ act }) => act === 'kill').map(({ point }) => point))
  expect([...killedAt].sort()).toEqual(points.filter((one) => !one.startsWith('push.')).sort())
})
