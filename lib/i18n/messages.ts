import auth from './en/auth.ts'
import balancesScreen from './en/balances-screen.ts'
import common from './en/common.ts'
import errors from './en/errors.ts'
import history from './en/history.ts'
import inbox from './en/inbox.ts'
import overview from './en/overview.ts'
import ui from './en/ui.ts'
import users from './en/users.ts'
import validation from './en/validation.ts'
import type { Locale } from './locales.ts'
import zhAuth from './zh-CN/auth.ts'
import zhBalancesScreen from './zh-CN/balances-screen.ts'
import zhCommon from './zh-CN/common.ts'
import zhErrors from './zh-CN/errors.ts'
import zhHistory from './zh-CN/history.ts'
import zhInbox from './zh-CN/inbox.ts'
import zhOverview from './zh-CN/overview.ts'
import zhUi from './zh-CN/ui.ts'
import zhUsers from './zh-CN/users.ts'
import zhValidation from './zh-CN/validation.ts'

const en = { history, inbox, overview, balancesScreen, users, validation, auth, ui, common, errors }

/** The same keys in every language: a missing one is a type error. */
type Widen<T> = { [K in keyof T]: T[K] extends string ? string : Widen<T[K]> }
export type Messages = Widen<typeof en>

const zh: Messages = {
  history: zhHistory,
  inbox: zhInbox,
  overview: zhOverview,
  balancesScreen: zhBalancesScreen,
  users: zhUsers,
  validation: zhValidation,
  auth: zhAuth,
  ui: zhUi,
  common: zhCommon,
  errors: zhErrors,
}

export const messages: Record<Locale, Messages> = { 'zh-CN': zh, en }
