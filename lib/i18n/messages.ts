import audit from './en/audit.ts'
import auth from './en/auth.ts'
import balances from './en/balances.ts'
import balancesScreen from './en/balances-screen.ts'
import batches from './en/batches.ts'
import channels from './en/channels.ts'
import cli from './en/cli.ts'
import common from './en/common.ts'
import diagnosis from './en/diagnosis.ts'
import errors from './en/errors.ts'
import history from './en/history.ts'
import inbox from './en/inbox.ts'
import overview from './en/overview.ts'
import recipients from './en/recipients.ts'
import reports from './en/reports.ts'
import settings from './en/settings.ts'
import signatures from './en/signatures.ts'
import statistics from './en/statistics.ts'
import templates from './en/templates.ts'
import ui from './en/ui.ts'
import users from './en/users.ts'
import validation from './en/validation.ts'
import words from './en/words.ts'
import type { Locale } from './locales.ts'
import zhAudit from './zh-CN/audit.ts'
import zhAuth from './zh-CN/auth.ts'
import zhBalances from './zh-CN/balances.ts'
import zhBalancesScreen from './zh-CN/balances-screen.ts'
import zhBatches from './zh-CN/batches.ts'
import zhChannels from './zh-CN/channels.ts'
import zhCli from './zh-CN/cli.ts'
import zhCommon from './zh-CN/common.ts'
import zhDiagnosis from './zh-CN/diagnosis.ts'
import zhErrors from './zh-CN/errors.ts'
import zhHistory from './zh-CN/history.ts'
import zhInbox from './zh-CN/inbox.ts'
import zhOverview from './zh-CN/overview.ts'
import zhRecipients from './zh-CN/recipients.ts'
import zhReports from './zh-CN/reports.ts'
import zhSettings from './zh-CN/settings.ts'
import zhSignatures from './zh-CN/signatures.ts'
import zhStatistics from './zh-CN/statistics.ts'
import zhTemplates from './zh-CN/templates.ts'
import zhUi from './zh-CN/ui.ts'
import zhUsers from './zh-CN/users.ts'
import zhValidation from './zh-CN/validation.ts'
import zhWords from './zh-CN/words.ts'

const en = {
  batches,
  audit,
  balances,
  channels,
  diagnosis,
  statistics,
  words,
  settings,
  signatures,
  templates,
  recipients,
  reports,
  history,
  inbox,
  overview,
  balancesScreen,
  users,
  validation,
  auth,
  ui,
  cli,
  common,
  errors,
}

/** The same keys in every language: a missing one is a type error. */
type Widen<T> = { [K in keyof T]: T[K] extends string ? string : Widen<T[K]> }
export type Messages = Widen<typeof en>

const zh: Messages = {
  batches: zhBatches,
  audit: zhAudit,
  balances: zhBalances,
  channels: zhChannels,
  diagnosis: zhDiagnosis,
  statistics: zhStatistics,
  words: zhWords,
  settings: zhSettings,
  signatures: zhSignatures,
  templates: zhTemplates,
  recipients: zhRecipients,
  reports: zhReports,
  history: zhHistory,
  inbox: zhInbox,
  overview: zhOverview,
  balancesScreen: zhBalancesScreen,
  users: zhUsers,
  validation: zhValidation,
  auth: zhAuth,
  ui: zhUi,
  cli: zhCli,
  common: zhCommon,
  errors: zhErrors,
}

export const messages: Record<Locale, Messages> = { 'zh-CN': zh, en }
