import { describe, expect, it } from 'vitest'
import { bytes, type Script, scriptCall } from '../call.fixture.ts'
import { keys, owner, quota } from './rows.fixture.ts'
import { templates } from './templates.ts'

describe('templates', () => {
  const vendorRow = {
    title: 'hello',
    temp_sign: 'sign',
    content: '{$var2}您好{$var1}',
    sign_location: 'bottom',
    type: 'marketing',
    status: 'defeat',
    updated_at: '2017-04-10T03:31:18.000Z',
    id: 3,
    report_type: 'vip',
    owner,
  }
  const draft = {
    title: '标题',
    signature: '云通信',
    text: '{姓名}收入{金额}',
    category: 'otp' as const,
    settings: { signLocation: 'bottom' },
  }
  it('are listed in canonical form, with what is left', async () => {
    const { call } = scriptCall(keys, () => JSON.stringify({ templates: [vendorRow] }))
    expect(await templates.list(call)).toEqual({
      quota,
      whole: true,
      templates: [
        {
          vendorId: '3',
          title: 'hello',
          signature: 'sign',
          text: '{var2}您好{var1}',
          category: 'marketing',
          reviewStatus: 'refused',
          settings: { signLocation: 'bottom', reportType: 'vip' },
          updatedAt: new Date('2017-04-10T03:31:18Z'),
        },
      ],
    })
  })
  it.each([
    ['review', 'review'],
    ['success', 'approved'],
    ['a new word', 'review'],
  ])('%s is %s', async (status, expected) => {
    const { call } = scriptCall(keys, () =>
      JSON.stringify({ templates: [{ ...vendorRow, status }] }),
    )
    expect((await templates.list(call)).templates[0]?.reviewStatus).toBe(expected)
  })
  it('say nothing of what the vendor does not show or not readably', async () => {
    const nulls = { ...vendorRow, title: null, sign_location: null, type: 'new', status: null }
    const { sign_location: _, report_type: __, type: ___, ...bare } = { ...vendorRow, id: 4 }
    const { call } = scriptCall(keys, () =>
      JSON.stringify({ templates: [nulls, { ...bare, content: {} }, vendorRow] }),
    )
    const { templates: listed, whole } = await templates.list(call)
    expect(listed.map((one) => Object.keys(one).join(' '))).toEqual([
      'vendorId signature text settings updatedAt',
      'vendorId title signature reviewStatus settings updatedAt',
      'vendorId title signature text category reviewStatus settings updatedAt',
    ])
    expect(listed.map(({ settings }) => settings)).toEqual([
      { reportType: 'vip' },
      {},
      { signLocation: 'bottom', reportType: 'vip' },
    ])
    expect(whole).toBe(true)
  })
  it.each([
    ['a row without a number', { templates: [vendorRow, { ...vendorRow, id: null }] }],
    ['a total of more', { templates: [vendorRow], total: 2 }],
  ])('%s: the list is not whole', async (_, answer) => {
    const { call } = scriptCall(keys, () => JSON.stringify(answer))
    expect(await templates.list(call)).toMatchObject({ templates: [{}], whole: false, quota })
  })
  it('are created and changed with the vendor’s words', async () => {
    const script: Script = () => ({ status: 201, body: bytes(JSON.stringify(vendorRow)) })
    const { call, requests } = scriptCall(keys, script)
    expect(await templates.create(call, draft)).toMatchObject({ vendorId: '3' })
    await templates.update(call, '3', draft)
    const shared = {
      title: '标题',
      content: '{$var1}收入{$var2}',
      temp_sign: '云通信',
      sign_location: 'bottom',
    }
    expect(requests.map(({ method, text }) => [method, JSON.parse(text)])).toEqual([
      ['POST', { ...shared, type: 'industry', report_type: 'general' }],
      ['PATCH', shared],
    ])
    expect(requests[1]?.url).toMatch(/\/api\/templates\/3$/)
  })
  it('are deleted; a refusal comes by its code', async () => {
    const { call, requests } = scriptCall(keys, () => ({ status: 204 }))
    await templates.remove(call, '3')
    expect(requests[0]).toMatchObject({ method: 'DELETE', text: '' })
    const body = bytes('{"error_code":"TEMPLATE_LIMIT","message":"x"}')
    const refusing = scriptCall(keys, () => ({ status: 409, body }))
    await expect(templates.create(refusing.call, draft)).rejects.toMatchObject({
      failure: 'rejected',
      code: 'TEMPLATE_LIMIT',
    })
  })
  it.each(['', '<html>', '{"templates":[{}]}'])('%j is bad_response', async (body) => {
    const { call } = scriptCall(keys, () => body)
    await expect(templates.list(call)).rejects.toMatchObject({ failure: 'bad_response' })
  })
})
