import type { Answer } from '../core/vendor.ts'
import { authenticate, type Context, readText, type Style } from './account.ts'
import { plainAnswer } from './codes.ts'
import type { Fields } from './gbk.ts'

/** §5 `user_info`: what is left of the account. */
export function queryBalance(context: Context, fields: Fields, style: Style): Answer {
  authenticate(context, fields, style)
  const { account, settings, state } = context
  const between = settings.balanceOnTwoLines ? '\n' : ' '
  return plainAnswer(`用户ID=${account.uid}${between}剩余资费=${state.balance()}`)
}

/** §6 `mgz`: the sensitive words in a text, each followed by `;`. */
export function querySensitiveWords(context: Context, fields: Fields, style: Style): Answer {
  authenticate(context, fields, style)
  const text = readText(fields, 'msg', style)
  const found = context.settings.sensitiveWords.filter((word) => text.includes(word))
  if (found.length === 0) return plainAnswer('不含敏感字')
  return plainAnswer(`敏感字:${found.map((word) => `${word};`).join('')}`)
}
