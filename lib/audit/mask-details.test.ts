import { expect, test } from 'vitest'
import { maskDetails } from './mask-details.ts'

test('masks every mobile number in whatever text of the details it stands', () => {
  const id = '0a1b2c3d-0000-4000-8000-a13800860001'
  const at = new Date(0)
  expect(
    maskDetails({
      name: '给 13800860001 的通知',
      file: { name: '13800860001.csv', rows: 2 },
      changes: [{ before: '联系１３８００８６０００１', after: null }, '+86 138-0086-0001'],
      ...{ id, at, count: 13, on: true },
    }),
  ).toEqual({
    name: '给 138****0001 的通知',
    file: { name: '138****0001.csv', rows: 2 },
    changes: [{ before: '联系１３８****０００１', after: null }, '+86 138-****-0001'],
    ...{ id, at, count: 13, on: true },
  })
})
