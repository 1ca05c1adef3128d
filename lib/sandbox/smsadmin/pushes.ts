import { chinaSecond } from '../core/clock.ts'
import type { MessageRow } from '../core/messages.ts'
import type { ReplyRow } from '../core/replies.ts'
import { ControlError, type PushBody } from '../core/vendor.ts'
import type { Context } from './account.ts'
import { percentEncodeGbk } from './gbk.ts'
import { linkidOf } from './pulls.ts'
import type { SmsadminSettings } from './settings.ts'

const FORM = 'application/x-www-form-urlencoded'

/** A push is a POST whose parameters stand in the address or in the body, in GBK. */
function push({ pushIn }: SmsadminSettings, fields: Record<string, string>): PushBody {
  const space = pushIn === 'query' ? '%20' : '+'
  const encoded = Object.entries(fields)
    .map(([name, value]) => `${name}=${percentEncodeGbk(value, space)}`)
    .join('&')
  return pushIn === 'query'
    ? { query: encoded, body: '', contentType: FORM }
    : { body: encoded, contentType: FORM }
}

/** §10 状态报告推送: one report a push. */
export const writeReport = ({ account, settings }: Context, [row]: MessageRow[]): PushBody =>
  push(settings, {
    Class: settings.capitalClass ? 'RPT' : 'rpt',
    SmsName: account.uid ?? '',
    Mobile: row?.phone ?? '',
    LinkId: row?.reference ?? '',
    Report: row?.code ?? '',
    ReportTime: chinaSecond(row?.reportedAt ?? 0),
  })

/** §9 短信回复推送: one reply a push. */
export const writeReply = (context: Context, [row]: ReplyRow[]): PushBody =>
  push(context.settings, {
    Class: context.settings.capitalClass ? 'MO' : 'mo',
    SmsName: context.account.uid ?? '',
    Mobile: row?.phone ?? '',
    Message: row?.content ?? '',
    LinkId: row ? linkidOf(context, row) : '',
    RevertTime: chinaSecond(row?.dueAt ?? 0),
  })

/** 端口只支持80端口, and so plain http; throws a ControlError for any other address. */
export function checkPushUrl({ settings }: Context, address: string): void {
  const { protocol, port } = new URL(address)
  if (protocol !== 'http:') throw new ControlError('smsadmin pushes over plain http only')
  if (settings.pushPort80Only && port !== '') {
    throw new ControlError('smsadmin pushes to port 80 only')
  }
}
