import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { type Sandbox, startSandbox } from '../start.ts'
import { askSmsadmin, encodeEveryByte, md5 } from '../testing/smsadmin-client.ts'

const API = '/smsmarketing/wwwroot/api/'
const OK = '0发送成功!'

let sandbox: Sandbox
let password: string

beforeAll(async () => {
  sandbox = await startSandbox({ reportDelayMs: [60_000, 60_000] })
  password = sandbox.accounts.smsadmin.pwd ?? ''
})
beforeEach(() => sandbox.control.reset())
afterAll(() => sandbox.stop())

const ask = (name: string, fields: Record<string, string> = {}) =>
  askSmsadmin(sandbox, name, fields)
const accepted = () => sandbox.control.accepted('smsadmin').entries
const texts = () => accepted().map(({ phone, text }) => [phone, text])
const balance = () => sandbox.control.balance('smsadmin').balance
const set = (changes: Record<string, unknown>) => sandbox.control.setSettings('smsadmin', changes)
const phones = (count: number) =>
  Array.from({ length: count }, (_, i) => String(13_900_010_000 + i)).join(';')

it('takes the example of §2 in GBK bytes and answers in GBK', async () => {
  const { uid = '', pwd = '' } = sandbox.accounts.smsadmin
  // 【云通信】测试 in GBK, as the address line of a GBK page carries it.
  const msg = '%A1%BE%D4%C6%CD%A8%D0%C5%A1%BF%B2%E2%CA%D4'
  const query = `uid=${uid}&pwd=${pwd}&mobile=13800138000;13800138001&msg=${msg}&dtime=&linkid=1234`
  const response = await fetch(`${sandbox.urls.smsadmin}${API}get_send/?${query}`)
  expect(response.headers.get('content-type')).toBe('text/html; charset=gb2312')
  expect(Buffer.from(await response.arrayBuffer()).toString('hex')).toBe('30b7a2cbcdb3c9b9a621')
  expect(accepted()).toMatchObject([
    { phone: '13800138000', text: '【云通信】测试', reference: '1234' },
    { phone: '13800138001', text: '【云通信】测试', reference: '1234' },
  ])
})

it('answers behind the byte order mark of UTF-8, where it is told to', async () => {
  set({ byteOrderMark: true })
  const { uid = '' } = sandbox.accounts.smsadmin
  const read = async (pwd: string) => {
    const response = await fetch(`${sandbox.urls.smsadmin}${API}mgz/?uid=${uid}&pwd=${pwd}`)
    return Buffer.from(await response.arrayBuffer()).toString('hex', 0, 4)
  }
  expect(await read('wrong')).toBe('efbbbf31')
  expect(await read(password)).toBe('efbbbfb2')
})

it.each(['get_send', 'get_send_md5', 'post_send', 'post_send_md5'])('sends by %s', async (name) => {
  const pwd = name.endsWith('md5') ? md5(password) : password
  const fields = {
    mobile: '13800138000',
    msg: '【云通信】50% a+b\n第二行',
    pwd,
    linkid: `L${name.length}`,
  }
  expect(await ask(name, fields)).toBe(OK)
  expect(texts()).toEqual([['13800138000', '【云通信】50% a+b\n第二行']])
})

it('decodes twice what the urldecode addresses encode twice', async () => {
  const msg = '【云通信】50% a+b;c\r\n第二行'
  const encoded = encodeEveryByte(msg)
  const mobile = '13800138000'
  const { uid = '' } = sandbox.accounts.smsadmin
  expect(await ask('get_send_urldecode', { mobile, msg: encoded })).toBe(OK)
  const twice = { uid: encodeEveryByte(uid), mobile, msg: encoded }
  expect(await ask('post_send_urldecode', twice)).toBe(OK)
  expect(texts()).toEqual([
    [mobile, msg],
    [mobile, msg],
  ])
})

it('knows a uid in Chinese', async () => {
  const own = await startSandbox({ accounts: { smsadmin: { uid: '优易' } } })
  const fields = { mobile: '13800138000', msg: encodeEveryByte('【云通信】好') }
  const twice = { ...fields, uid: encodeEveryByte('优易') }
  expect(await askSmsadmin(own, 'post_send_urldecode', twice)).toBe(OK)
  expect(await askSmsadmin(own, 'user_info_urldecode', { uid: twice.uid })).toMatch('用户ID=优易 ')
  expect(await askSmsadmin(own, 'user_info')).toMatch('用户ID=优易 ')
  await own.stop()
})

it('drops repeated numbers, and numbers that are none, without a word', async () => {
  const mobile = '13800138000;13800138001;13800138000;1380013;'
  expect(await ask('post_send', { mobile, msg: '【云通信】好' })).toBe(OK)
  expect(accepted().map(({ phone }) => phone)).toEqual(['13800138000', '13800138001'])
  expect(balance()).toBe(999_998)
})

it('fills the example of §4', async () => {
  const msg = encodeEveryByte('您本次的注册验证码{value1},在{value2}分钟内输入有效。【签名内容】')
  const params = encodeEveryByte('13712345678,123456,10;13745678910,4567,20;13714782356,78912,30')
  expect(await ask('post_send_ddt', { msg, params, pwd: md5(password), linkid: 'ddt1' })).toBe(OK)
  expect(accepted()).toMatchObject([
    { phone: '13712345678', text: '您本次的注册验证码123456,在10分钟内输入有效。【签名内容】' },
    { phone: '13745678910', text: '您本次的注册验证码4567,在20分钟内输入有效。【签名内容】' },
    { phone: '13714782356', reference: 'ddt1' },
  ])
})

const sendDdt = (msg: string, params: string) =>
  ask('post_send_ddt', {
    msg: encodeEveryByte(msg),
    params: encodeEveryByte(params),
    pwd: md5(password),
  })

it('makes {value0} the phone, as the example does, or the first value, as the prose says', async () => {
  await sendDdt('{value0},码{value1}【恒龙】', '13732288448,123456')
  set({ ddtFirstVariable: 0 })
  await sendDdt('码{value0}【恒龙】', '13732288448,123456')
  expect(texts()).toEqual([
    ['13732288448', '13732288448,码123456【恒龙】'],
    ['13732288448', '码123456【恒龙】'],
  ])
})

it('drops malformed and repeated groups without a word, and fills a variable once', async () => {
  const groups = ['13712345678,a', '13712345678,b', '1371,c', '13712345679', '13712345670,d,e']
  await sendDdt('{value1}和{value1}【签】', groups.join(';'))
  expect(texts()).toEqual([['13712345678', 'a和{value1}【签】']])
  expect(await sendDdt('{value1}【签】', '13712345679')).toBe('5手机号或发送信息不能为空!')
  expect(await sendDdt('没有变量【签】', '13712345671;13712345672')).toBe(OK)
  expect(accepted()).toHaveLength(3)
})

const SEND = { mobile: '13800138000', msg: '【云通信】好' }

it.each<[string, string, Record<string, string>]>([
  ['1用户名或密码错误!', 'get_send', { pwd: 'wrong' }],
  ['1用户名或密码错误!', 'post_send', { uid: 'nobody' }],
  ['1用户名或密码错误!', 'post_send_md5', {}],
  ['1用户名或密码错误!', 'user_info', { pwd: '' }],
  ['1用户名或密码错误!', 'mgz', { pwd: '' }],
  ['1用户名或密码错误!', 'reve', { pwd: '' }],
  ['1用户名或密码错误!', 'reve_urlencode', { pwd: '' }],
  ['1用户名或密码错误!', 'report', { pwd: '' }],
  ['3超过发送最大量100条', 'get_send', { mobile: phones(101) }],
  ['3超过发送最大量1000条', 'post_send', { mobile: phones(1_001) }],
  ['5手机号或发送信息不能为空!', 'get_send', { mobile: '' }],
  ['5手机号或发送信息不能为空!', 'post_send', { msg: '' }],
  ['5手机号或发送信息不能为空!', 'post_send', { mobile: '138' }],
  ['7超过500个字,请修改后发送!', 'post_send', { msg: 'a'.repeat(501) }],
])('answers %s to %s', async (answer, name, fields) => {
  expect(await ask(name, { ...SEND, ...fields })).toBe(answer)
  expect(accepted()).toEqual([])
})

it('refuses an upper-case md5, and a ddt with more than 1000 groups', async () => {
  const pwd = md5(password).toUpperCase()
  expect(await ask('post_send_md5', { ...SEND, pwd })).toMatch(/^1/)
  expect(await sendDdt('好【签】', phones(1_001))).toBe('3超过发送最大量1000条')
  expect(await sendDdt('', phones(1))).toBe('5手机号或发送信息不能为空!')
})

it('takes 100 by GET and 1000 by POST', async () => {
  expect(await ask('get_send', { ...SEND, mobile: phones(100) })).toBe(OK)
  expect(await ask('post_send', { ...SEND, mobile: phones(1_000) })).toBe(OK)
  expect(accepted()).toHaveLength(1_100)
})

it.each([
  ['forbidden', '4此用户不允许发送!'],
  ['frozen', '8用户已冻结,请联系客服人员!'],
])('sends nothing for an account that is %s, and still answers queries', async (state, answer) => {
  set({ accountState: state })
  for (const name of ['get_send', 'post_send']) expect(await ask(name, SEND)).toBe(answer)
  expect(await sendDdt('好【签】', '13712345679')).toBe(answer)
  expect(await ask('user_info')).toMatch(/剩余资费=/)
})

it('pays by segment and refuses what it cannot pay', async () => {
  sandbox.control.setBalance('smsadmin', { balance: 3 })
  const msg = '长'.repeat(71)
  expect(await ask('post_send', { mobile: '13800138000', msg })).toBe(OK)
  expect(balance()).toBe(1)
  expect(await ask('post_send', { mobile: '13800138000', msg })).toBe('2余额不足!')
  expect(balance()).toBe(1)
  expect(accepted()).toHaveLength(1)
})

it('keeps a good linkid, and makes one for a call without', async () => {
  const references: (string | null | undefined)[] = []
  for (const linkid of ['aB9', 'aB9', '', 'no-dash', 'x'.repeat(33), 'y'.repeat(32)]) {
    await ask('post_send', { ...SEND, linkid })
    references.push(accepted().at(-1)?.reference)
  }
  const made = expect.stringMatching(/^\d{11}$/)
  expect(references).toEqual(['aB9', made, made, made, made, 'y'.repeat(32)])
  set({ generatedLinkid: false })
  await ask('post_send', SEND)
  expect(accepted().at(-1)?.reference).toBeNull()
})

it('prints the codes with a space when told to', async () => {
  set({ spacedAnswers: true })
  expect(await ask('post_send', SEND)).toBe('0 发送成功!')
  expect(await ask('post_send', { ...SEND, pwd: '' })).toBe('1 用户名或密码错误!')
})

it.each(['1', '2', '3', '4', '5', '7', '8', '150', '160'])(
  'refuses with %s on request',
  async (code) => {
    sandbox.control.addFault({ vendor: 'smsadmin', fault: 'refuse', code, count: 1 })
    expect(await ask('post_send', SEND)).toMatch(new RegExp(`^${code}(\\D|$)`))
    expect(accepted()).toEqual([])
  },
)

it('answers 404 and 405 where the document has nothing', async () => {
  const status = async (path: string, method = 'GET') =>
    (await fetch(sandbox.urls.smsadmin + path, { method })).status
  expect(await status(`${API}get_send/`, 'POST')).toBe(405)
  expect(await status(`${API}post_send/`)).toBe(405)
  expect(await status(`${API}delete_all/`)).toBe(404)
  expect(await status('/api/get_send/')).toBe(404)
})
