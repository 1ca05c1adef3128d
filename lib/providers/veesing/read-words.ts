import type { codes } from './codes.ts'

type Code = keyof typeof codes

/** The document's copies mix both scripts, so the vendor may answer in either. */
const traditional = '賬帳號碼錯誤參數過鎖戶餘額機發達鐘鍾當係聯絡請專屬'
const simplified = '账账号码错误参数过锁户余额机发达钟钟当系联络请专属'
const pairs = new Map(
  Array.from(traditional, (sign, index) => [sign, simplified[index] ?? sign] as const),
)

/** What must stand in the words of each code. The first that fits wins: the unclear one leads. */
const keywords: readonly (readonly [code: Code, ...needed: string[]])[] = [
  ['未知原因,请联系客服', '未知'],
  ['账号或密码错误', '密码', '错误'],
  ['您的账户已被锁定,请联系您的专属客服', '锁定'],
  ['IP受限', 'ip', '受限'],
  ['余额不足', '余额', '不足'],
  ['模板id格式不正确', '模板', '格式'],
  ['模板不存在或者未通过', '模板', '不存在'],
  ['模板不存在或者未通过', '模板', '未通过'],
  ['手机号码格式不正确', '手机', '格式'],
  ['相同手机号码一分钟之内只可发送一次', '一分钟'],
  ['该号码今日发送次数已达上限', '今日', '上限'],
  ['当日发送量已超出最大发送限制', '当日', '限制'],
  ['缺少参数', '缺少', '参数'],
  ['参数错误', '参数', '错误'],
]

/** The code (codes.ts) that the vendor's words mean, in whichever script; undefined for other words. */
export function readWords(words: string): Code | undefined {
  const plain = simplify(words)
  return keywords.find(([, ...needed]) => needed.every((word) => plain.includes(word)))?.[0]
}

function simplify(words: string): string {
  const flat = words.normalize('NFKC').toLowerCase().replace(/\s+/g, '')
  return Array.from(flat, (sign) => pairs.get(sign) ?? sign).join('')
}
