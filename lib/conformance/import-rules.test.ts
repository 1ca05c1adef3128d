import fc from 'fast-check'
import { expect, test, vi } from 'vitest'
import { holds } from '#lib/properties.fixture.ts'
import { countSegments } from '#lib/providers/texts.ts'
import { createRowCheck, type RowRules, type ValidRow } from '#lib/recipients/check-row.ts'

vi.setConfig({ testTimeout: 120_000 })

const rules: RowRules = {
  variables: ['姓名', '金额'],
  lengths: [undefined, 8],
  render: ([name, amount]) => `【云通信】${name}您好，本次收入${amount}元。`,
  textLength: 90,
  countSegments,
  valueProblem: (value) => (value.includes('|') ? 'value_pipe' : undefined),
}
const columns = { phone: 0, variables: [1, 2] }

const phone = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom('13800138000', '13900139000', '+86 138-0013-8000') },
  {
    weight: 1,
    arbitrary: fc.string({ unit: fc.constantFrom(...'0123456789+-E. '), maxLength: 15 }),
  },
)
const value = fc.oneof(
  fc.constantFrom(
    '张三',
    ' 张三 ',
    '12.50',
    '',
    '#N/A',
    '=1+1',
    '第一行\n第二行',
    '甲|乙',
    '【',
    '\u0007',
  ),
  fc.string({ unit: 'grapheme', maxLength: 60 }),
)
const row = fc.array(fc.oneof({ weight: 9, arbitrary: value }, { weight: 1, arbitrary: phone }), {
  maxLength: 3,
})
const rows = fc.array(
  fc.tuple(phone, row).map(([first, more]) => [first, ...more]),
  {
    maxLength: 12,
  },
)

const checkAll = (all: string[][]) => {
  const check = createRowCheck(rules, columns)
  return all.map((cells, n) =>
    check({ row: n + 2, cells, line: () => cells.join(','), badQuotes: false, maybeBroken: true }),
  )
}
const validOf = (all: string[][]): ValidRow[] =>
  checkAll(all).flatMap((one) => (one && !('reason' in one) ? [one] : []))
const keyOf = ({ phone, values }: ValidRow): string => JSON.stringify([phone, values])

test('a row is blank, or refused with a reason, or can be sent as it stands', () => {
  holds(
    fc.property(rows, (all) => {
      for (const one of checkAll(all)) {
        if (!one) continue
        if ('reason' in one) {
          expect(one.reason).not.toBe('')
          continue
        }
        expect(one.phone).toMatch(/^1[3-9]\d{9}$/)
        expect(one.text).toBe(rules.render(one.values))
        expect(one.text.length).toBeLessThanOrEqual(rules.textLength)
        expect(one.segments).toBe(countSegments(one.text))
        expect(one.values).toHaveLength(2)
        expect(one.values[1]?.length).toBeLessThanOrEqual(8)
        for (const word of one.values) {
          expect(word).toBe(word.trim())
          expect(word).not.toMatch(/[\n\r\0|【】]|^$/)
        }
      }
    }),
  )
})

test('nobody gets the same text twice, in whatever order the rows stand', () => {
  holds(
    fc.property(
      rows.chain((all) => fc.tuple(fc.constant(all), shuffle(all))),
      ([all, mixed]) => {
        const keys = validOf(all).map(keyOf)
        expect(new Set(keys).size).toBe(keys.length)
        expect(validOf(mixed).map(keyOf).sort()).toEqual(keys.sort())
        expect(
          validOf([...all, ...mixed])
            .map(keyOf)
            .sort(),
        ).toEqual(keys)
      },
    ),
  )
})

test('what was taken is taken again, unchanged', () => {
  holds(
    fc.property(rows, (all) => {
      const valid = validOf(all)
      const again = validOf(valid.map(({ phone, values }) => [phone, ...values]))
      expect(again.map(keyOf)).toEqual(valid.map(keyOf))
    }),
  )
})

const shuffle = (all: string[][]) =>
  fc.shuffledSubarray(all, { minLength: all.length, maxLength: all.length })
