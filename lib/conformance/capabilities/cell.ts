import type { Provider } from '#lib/providers/contract.ts'
import { doesPush } from '#lib/providers/pushes.ts'
import type { Localized } from '#lib/providers/vocabulary.ts'

/** A test that shows it: its file from the root of the repository, and its name as it stands there. */
export type Proof = readonly [file: string, name: string]

/** False: the vendor's document has no such thing. `is` is what the adapter must say, where not `true`. */
export type Cell = false | { how: string; is?: unknown; proofs: readonly Proof[] }

/** The extension number under the names that vendors give it in a channel's settings. */
const extensionSettings = ['extraNum', 'upExtendCode']

/** Every row of the table: its title, and what an adapter itself says of it, where it says something. */
export const rows = {
  sameText: { title: { 'zh-CN': '同一内容群发', en: 'Same text to many' } },
  ownTexts: {
    title: { 'zh-CN': '每人不同内容', en: 'A text for each recipient in one call' },
    actual: ({ limits }) => limits.perRecipientText !== 'never',
  },
  recipients: {
    title: { 'zh-CN': '单次号码数', en: 'Recipients a call' },
    actual: ({ limits }) => limits.recipientsPerCall,
  },
  schedule: {
    title: { 'zh-CN': '供应商定时', en: 'Schedule kept by the vendor' },
    actual: ({ schedule }) => schedule !== undefined,
  },
  reference: { title: { 'zh-CN': '携带我方编号', en: 'Our reference travels' } },
  extension: {
    title: { 'zh-CN': '扩展号', en: 'Extension number' },
    actual: ({ settings }) => extensionSettings.find((name) => name in settings.shape) ?? false,
  },
  templates: {
    title: { 'zh-CN': '模板接口', en: 'Templates by API' },
    actual: ({ templates }) => templates !== undefined,
  },
  reportsPushed: {
    title: { 'zh-CN': '状态报告推送', en: 'Reports pushed' },
    actual: (provider) => doesPush(provider, 'reports'),
  },
  reportsPulled: {
    title: { 'zh-CN': '状态报告查询', en: 'Reports pulled' },
    actual: ({ pullReports }) => pullReports !== undefined,
  },
  repliesPushed: {
    title: { 'zh-CN': '上行推送', en: 'Replies pushed' },
    actual: (provider) => doesPush(provider, 'replies'),
  },
  repliesPulled: {
    title: { 'zh-CN': '上行查询', en: 'Replies pulled' },
    actual: ({ pullReplies }) => pullReplies !== undefined,
  },
  balance: {
    title: { 'zh-CN': '余额', en: 'Balance' },
    actual: ({ balance }) => balance !== undefined,
  },
  words: {
    title: { 'zh-CN': '敏感词检查', en: 'Sensitive words' },
    actual: ({ checkWords }) => checkWords !== undefined,
  },
  statistics: {
    title: { 'zh-CN': '供应商统计', en: 'Statistics' },
    actual: ({ statistics }) => statistics !== undefined,
  },
  records: {
    title: { 'zh-CN': '供应商记录查询', en: 'Search of its records' },
    actual: ({ records }) => records !== undefined,
  },
  outcome: {
    title: { 'zh-CN': '查询未知结果', en: 'Asked what became of a call' },
    actual: ({ findOutcome }) => findOutcome !== undefined,
  },
  diagnosis: {
    title: { 'zh-CN': '诊断', en: 'Diagnosis' },
    actual: ({ diagnose }) => diagnose !== undefined,
  },
  authentication: {
    title: { 'zh-CN': '认证', en: 'Authentication' },
    actual: ({ credentials }) => Object.keys(credentials.shape),
  },
  encoding: { title: { 'zh-CN': '编码', en: 'Encoding' } },
} satisfies Record<string, { title: Localized; actual?: (provider: Provider) => unknown }>

export type Row = keyof typeof rows
export type Cells = Record<Row, Cell>
export const rowNames = Object.keys(rows) as Row[]

/** What an adapter says of a row; undefined where only a test can tell. */
export function readActual(row: Row, provider: Provider): unknown {
  const one = rows[row]
  return 'actual' in one ? one.actual(provider) : undefined
}

/** Tests that run over every adapter. */
export const suite = 'lib/conformance/adapters.test.ts'
export const fullCall: Proof = [
  'lib/conformance/capabilities.test.ts',
  '%s takes a call as full as its limit says, and refuses one more',
]
export const carriesReference: Proof = [
  'lib/conformance/capabilities.test.ts',
  'our reference is in what %s is sent, or is not',
]
