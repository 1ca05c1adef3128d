import { createHash } from 'node:crypto'
import iconv from 'iconv-lite'
import { describe, expect, it } from 'vitest'
import { requestOf, type Script, scriptCall } from '../call.fixture.ts'
import type { SendRequest } from '../sending.ts'
import type { Settings } from '../vocabulary.ts'
import { percentEncode } from './gbk.ts'
import { smsadmin } from './provider.ts'
import { send } from './send.ts'
import { settings } from './settings.ts'

const baseUrl = 'http://www.smsadmin.cn'
const api = `${baseUrl}/smsmarketing/wwwroot/api`
const keys = { uid: 'ID', pwd: '密码' }
/** `0发送成功!` as the vendor's bytes. */
const success = Buffer.from('30b7a2cbcdb3c9b9a621', 'hex')
const hash = createHash('md5').update(iconv.encode(keys.pwd, 'gbk')).digest('hex')

async function sendBy(channel: Settings, request: SendRequest, credentials = keys) {
  const script: Script = () => ({ body: success })
  const more = { baseUrl, settings: settings.parse(channel) }
  const { call, requests } = scriptCall(credentials, script, more)
  const result = await send(call, request)
  const [sent] = requests
  return { result, url: sent?.url, text: sent?.text, sent, requests }
}
const same = (text: string, more: Partial<SendRequest> = {}): SendRequest => {
  const request = requestOf([[], []], { reference: 'ABC123456789', ...more })
  return { ...request, recipients: request.recipients.map((one) => ({ ...one, text })) }
}
const phones = '13800000001%3B13800000002'

describe('one text for all', () => {
  // 短信内容 in GBK, checked by hand: 短 b6cc 信 d0c5 内 c4da 容 c8dd; 密 c3dc 码 c2eb.
  const msg = '%B6%CC%D0%C5%C4%DA%C8%DD'
  const twice = '%25B6%25CC%25D0%25C5%25C4%25DA%25C8%25DD'

  it.each([
    ['get', 'plain', `/get_send/?uid=ID&pwd=%C3%DC%C2%EB&mobile=${phones}&msg=${msg}`],
    ['get', 'md5', `/get_send_md5/?uid=ID&pwd=${hash}&mobile=${phones}&msg=${msg}`],
    [
      'get',
      'urldecode',
      `/get_send_urldecode/?uid=ID&pwd=%C3%DC%C2%EB&mobile=${phones}&msg=${twice}`,
    ],
  ])('%s %s', async (method, style, expected) => {
    const { url, sent, result } = await sendBy({ method, style }, same('短信内容'))
    expect(sent?.method).toBe('GET')
    expect(url).toBe(`${api}${expected}&dtime=&linkid=ABC123456789`)
    expect(result.outcome).toEqual([{ accepted: true }, { accepted: true }])
  })

  it.each([
    ['plain', 'post_send', `uid=ID&pwd=%C3%DC%C2%EB&mobile=${phones}&msg=${msg}`],
    ['md5', 'post_send_md5', `uid=ID&pwd=${hash}&mobile=${phones}&msg=${msg}`],
    ['urldecode', 'post_send_urldecode', `uid=ID&pwd=%C3%DC%C2%EB&mobile=${phones}&msg=${twice}`],
  ])('post %s', async (style, name, expected) => {
    const { url, text, sent } = await sendBy({ style }, same('短信内容'))
    expect(sent?.method).toBe('POST')
    expect(sent?.headers).toEqual({ 'content-type': 'application/x-www-form-urlencoded' })
    expect(url).toBe(`${api}/${name}/`)
    expect(text).toBe(`${expected}&dtime=&linkid=ABC123456789`)
  })

  it('has the uid encoded twice by post_send_urldecode alone', async () => {
    const credentials = { uid: '用户', pwd: 'p' } // 用 d3c3 户 bba7
    const post = await sendBy({ style: 'urldecode' }, same('短信'), credentials)
    expect(post.text).toMatch(/^uid=%25D3%25C3%25BB%25A7&pwd=p&/)
    const get = await sendBy({ style: 'urldecode', method: 'get' }, same('短信'), credentials)
    expect(get.url).toContain('?uid=%D3%C3%BB%A7&pwd=p&')
  })

  it('at a time, in China', async () => {
    const sendAt = new Date('2026-11-21T04:30:05Z')
    const { text } = await sendBy({}, same('短信', { sendAt }))
    expect(text).toContain('&dtime=2026-11-21%2012%3A30%3A05&')
  })

  it.each([
    '两 个',
    '换\n行',
    '100%',
    'a+b',
    'a&b=c',
    '“引号”/',
    '#',
    '全角　空格',
    '{姓名}',
    '1;2',
  ])('goes by urldecode or ddt for %j', async (text) => {
    const encoded = percentEncode(text).replaceAll('%', '%25')
    const plain = await sendBy({ style: 'plain' }, same(text))
    expect(plain.url).toBe(`${api}/post_send_urldecode/`)
    expect(plain.text).toContain(`&msg=${encoded}&`)
    const get = await sendBy({ style: 'plain', method: 'get' }, same(text))
    expect(get.url).toContain(`/get_send_urldecode/?`)
    const md5 = await sendBy({ method: 'get' }, same(text))
    expect(md5.url).toBe(`${api}/post_send_ddt/`)
    // No variables: a group is the phone alone. `;` is %3B, once more %253B.
    expect(md5.text).toContain(`&msg=${encoded}&params=13800000001%253B13800000002&dtime=`)
  })

  it.each(['您的验证码是123456，5分钟内有效。', '【云通信】价格：￥10.50！', 'ABC-abc_1@x.cn'])(
    'goes the plain way for %s',
    async (text) => {
      expect((await sendBy({}, same(text))).url).toBe(`${api}/post_send_md5/`)
      expect((await sendBy({ style: 'plain' }, same(text))).url).toBe(`${api}/post_send/`)
    },
  )
})

describe('different texts (点点通)', () => {
  /** The document's example, its signature in front as ours always is. */
  const example = (): SendRequest => ({
    ...same(''),
    signature: '签名内容',
    template: {
      text: '您本次的注册验证码{验证码}，在{分钟}分钟内输入有效。',
      category: 'otp',
    },
    recipients: (
      [
        ['13712345678', '123456', '10'],
        ['13745678910', '4567', '20'],
        ['13714782356', '78912', '30'],
      ] as const
    ).map(([phone, code, minutes], n) => ({
      phone,
      values: [code, minutes],
      text: `【签名内容】您本次的注册验证码${code}，在${minutes}分钟内输入有效。`,
      reference: `ABC00${n}`,
    })),
  })
  const decode = (value: string | undefined) =>
    iconv.decode(Buffer.from(unescape(unescape(value ?? '')), 'latin1'), 'gbk')
  const fieldsOf = (text: string | undefined) =>
    Object.fromEntries((text ?? '').split('&').map((pair) => pair.split('=')))

  it('as the example has it: {value0} is the phone', async () => {
    const { url, text } = await sendBy({}, example())
    const fields = fieldsOf(text)
    expect(url).toBe(`${api}/post_send_ddt/`)
    expect(Object.keys(fields)).toEqual(['uid', 'pwd', 'msg', 'params', 'dtime', 'linkid'])
    expect(fields.pwd).toBe(hash)
    expect(fields.params).toBe(
      '13712345678%252C123456%252C10%253B13745678910%252C4567%252C20%253B13714782356%252C78912%252C30',
    )
    expect(decode(fields.msg)).toBe(
      '【签名内容】您本次的注册验证码{value1}，在{value2}分钟内输入有效。',
    )
    // {value1} by hand: { 7B } 7D, encoded twice.
    expect(fields.msg).toContain('%257Bvalue1%257D')
  })

  it('or as the prose has it, by setting', async () => {
    const { text } = await sendBy({ ddtFirstVariable: '0' }, example())
    expect(decode(fieldsOf(text).msg)).toContain('验证码{value0}，在{value1}分钟')
  })

  it('gives a variable used twice two numbers and its value twice', async () => {
    const request = requestOf([['张三'], ['李四']], {
      template: { text: '{姓名}您好，{姓名}！', category: 'notification' },
    })
    request.recipients = request.recipients.map((one) => ({
      ...one,
      text: `【云通信】${one.values[0]}您好，${one.values[0]}！`,
    }))
    const fields = fieldsOf((await sendBy({}, request)).text)
    expect(decode(fields.msg)).toBe('【云通信】{value1}您好，{value2}！')
    expect(decode(fields.params)).toBe('13800000001,张三,张三;13800000002,李四,李四')
  })

  it('takes the signature from behind too, and no text that is not the template’s', async () => {
    const behind = example()
    behind.recipients = behind.recipients.map((one) => ({
      ...one,
      text: `${one.text.slice(6)}【签名内容】`,
    }))
    expect(decode(fieldsOf((await sendBy({}, behind)).text).msg)).toMatch(/有效。【签名内容】$/)
    const wrong = example()
    wrong.recipients = wrong.recipients.map((one, n) => ({ ...one, text: `${one.text}${n}` }))
    await expect(sendBy({}, wrong)).rejects.toMatchObject({
      failure: 'template_unavailable',
      code: 'text_mismatch',
    })
  })

  it('sends no group that the vendor would drop without a word', async () => {
    const request = example()
    const [first, second, third] = request.recipients
    if (!first || !second || !third) throw new Error('three')
    request.recipients = [
      { ...first, phone: '10000000000' },
      { ...second, values: ['4,5', '20'], text: second.text.replace('4567', '4,5') },
      third,
      { ...third, phone: '13714782357', text: `${third.text}😀` },
      { ...third, phone: '13714782358', values: ['{value2}', '1'], text: '{value2}' },
    ]
    const { result, text } = await sendBy({}, request)
    expect(result.outcome).toEqual([
      { accepted: false, failure: 'rejected', code: 'not_mobile' },
      { accepted: false, failure: 'rejected', code: 'not_carried' },
      { accepted: true },
      { accepted: false, failure: 'rejected', code: 'not_carried' },
      { accepted: false, failure: 'rejected', code: 'not_carried' },
    ])
    expect(decode(fieldsOf(text).mobile)).toBe('13714782356')
  })

  it('calls nobody when nothing is left', async () => {
    const request = same('好😀')
    const { result, requests } = await sendBy({}, request)
    expect(result.outcome.map(({ accepted }) => accepted)).toEqual([false, false])
    expect(requests).toEqual([])
  })
})

describe('limits', () => {
  it('are those of the channel’s method and of what code 7 taught', () => {
    expect(smsadmin.limitsFor?.({})).toEqual({
      textLength: 350,
      recipientsPerCall: 1000,
      recipientsPerCallMax: 1000,
    })
    expect(smsadmin.limitsFor?.({ method: 'get', textLength: 70 })).toEqual({
      textLength: 70,
      recipientsPerCall: 100,
      recipientsPerCallMax: 100,
    })
  })
})
