import { describe, expect, it } from 'vitest'
import { bytes, type Script, scriptCall } from '../call.fixture.ts'
import { HttpError } from '../http-error.ts'
import { balance } from './balance.ts'
import { diagnose } from './diagnose.ts'
import { statistics } from './statistics.ts'

const keys = { apiKey: 'k', accessKey: 's' }
const range = { from: '2026-11-19', to: '2026-11-21' }

describe('statistics', () => {
  const row = {
    totalCount: 10,
    successCount: '7',
    failCount: 1,
    noReceiptCount: 2,
    sendDate: '2026-11-20',
  }
  const body = (data: unknown) => JSON.stringify({ code: 200, data, totalSize: 1, requestId: 'q' })

  it('asks for one page with every value a string, and reads the counts', async () => {
    const { call, requests } = scriptCall(keys, () => body([row]))
    expect(await statistics.fetch(call, range)).toEqual([
      { day: '2026-11-20', sent: 10, delivered: 7, failed: 1, waiting: 2 },
    ])
    expect(requests[0]?.url).toMatch(/\/sms\/send\/statistics$/)
    expect(JSON.parse(requests[0]?.text ?? '')).toEqual({
      startDate: '2026-11-19',
      endDate: '2026-11-21',
      page: '1',
      pageSize: '50',
    })
    expect(requests).toHaveLength(1)
  })
  it('a count that is not said is 0', async () => {
    const { noReceiptCount: _, ...short } = { ...row, failCount: null }
    const { call } = scriptCall(keys, () => body([short, row]))
    expect(await statistics.fetch(call, range)).toMatchObject([
      { sent: 10, delivered: 7, failed: 0, waiting: 0 },
      { failed: 1, waiting: 2 },
    ])
  })
  it('no rows are no messages', async () => {
    const { call } = scriptCall(keys, () => body(null))
    expect(await statistics.fetch(call, range)).toEqual([])
  })
  it.each<[ReturnType<Script>, string]>([
    ['{"code":6000,"message":"访问频繁"}', 'rate_limited'],
    [body([{ ...row, totalCount: 'many' }]), 'bad_response'],
    [body({}), 'bad_response'],
    [{ status: 502 }, 'unavailable'],
  ])('%j is %s', async (out, failure) => {
    const { call } = scriptCall(keys, () => out)
    await expect(statistics.fetch(call, range)).rejects.toMatchObject({ failure })
  })
})

describe('its own check', () => {
  it('is unsigned, carries nothing and is well with any 2xx', async () => {
    const { call, requests } = scriptCall(keys, () => '{"code":200,"message":"OK"}')
    const [finding] = await diagnose(call)
    expect(finding).toMatchObject({ ok: true })
    expect(finding?.detail).toMatch(/^HTTP 200, \d+ ms, 200 OK$/)
    expect(requests[0]).toMatchObject({ method: 'POST', text: '' })
    expect(Object.keys(requests[0]?.headers ?? {})).toEqual(['content-type'])
  })
  it('shows what more it answers, which may be the address it sees us at', async () => {
    const { call } = scriptCall(keys, () => '{"code":200,"data":{"ip":"93.184.216.34"}}')
    const [finding] = await diagnose(call)
    expect(finding?.detail).toMatch(/ms, 200 \{"ip":"93\.184\.216\.34"\}$/)
  })
  it.each<[ReturnType<Script>, RegExp]>([
    [{ status: 503, body: bytes('<html>') }, /^HTTP 503/],
    [new HttpError('connect', 'ECONNREFUSED'), /ECONNREFUSED/],
  ])('%j is not well, and is said', async (out, detail) => {
    const { call } = scriptCall(keys, () => out)
    const [finding] = await diagnose(call)
    expect(finding).toMatchObject({ ok: false, detail: expect.stringMatching(detail) })
  })
})

it('the balance names all three kinds', async () => {
  const data = [
    { itemName: '行业短信', residueValue: 9784 },
    { itemName: '会员短信', residueValue: 10007 },
    { itemName: '推广短信', residueValue: 6506 },
  ]
  const { call } = scriptCall(keys, () => JSON.stringify({ code: 200, data }))
  expect((await balance(call)).map(({ name, amount }) => [name, amount])).toEqual([
    ['行业短信', 9784],
    ['会员短信', 10007],
    ['推广短信', 6506],
  ])
})
