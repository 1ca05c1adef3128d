import type { Localized } from './vocabulary.ts'

/** Words for every problem code the providers and `checkBaseUrl` give; `{max}` and the like are filled from `params`. */
export const problemTexts = {
  url_invalid: {
    'zh-CN': '地址不正确，请填写完整的地址，例如 https://host:port',
    en: 'This is not an address. Give it whole, such as https://host:port',
  },
  url_scheme: {
    'zh-CN': '地址必须以 http:// 或 https:// 开头',
    en: 'The address must begin with http:// or https://',
  },
  url_credentials: {
    'zh-CN': '地址中不能带用户名或密码',
    en: 'The address must not carry a user name or password',
  },
  url_query: { 'zh-CN': '地址中不能带 ? 或 #', en: 'The address must not contain ? or #' },
  text_required: { 'zh-CN': '请填写模板内容', en: 'Enter the text of the template' },
  text_too_long: {
    'zh-CN': '模板内容现为 {length} 个字，最多 {max} 个字',
    en: 'The text has {length} characters; at most {max} are allowed',
  },
  signature_variable: {
    'zh-CN':
      '请从内容中删除 {name}：签名填在签名栏，并在通道设置中打开“动态签名”，发送时会作为第一个变量传入',
    en: 'Take {name} out of the text: enter the signature in its own field and switch on the signature as a variable in the settings of the channel; it is then sent as the first value',
  },
  text_brackets: {
    'zh-CN': '模板内容不能使用【】，签名会自动加上',
    en: 'The text must not contain 【 or 】; the signature gets its own',
  },
  text_square_ends: {
    'zh-CN': '模板内容的开头和结尾不能使用 []',
    en: 'The text must not begin or end with [ or ]',
  },
  text_angle: { 'zh-CN': '模板内容不能使用 < 或 >', en: 'The text must not contain < or >' },
  text_all_variable: {
    'zh-CN': '模板不能全部由变量组成，请加入固定内容',
    en: 'The text must not be variables alone; add fixed words',
  },
  text_opt_out: {
    'zh-CN': '营销短信必须以“退订回T”“退订回TD”或“退订回N”结尾',
    en: 'Marketing text must end with 退订回T, 退订回TD or 退订回N',
  },
  content_too_long: {
    'zh-CN': '签名加内容现为 {length} 个字，必须少于 {limit} 个字（变量按 {sample} 计算）',
    en: 'Signature and text have {length} characters together; fewer than {limit} are allowed (a variable counts as {sample})',
  },
  variable_syntax: {
    'zh-CN': '变量请写成 {sample} 的形式，逗号后可加最大字数，不要带 $：{name}',
    en: 'Write variables as {sample}, with a comma and the greatest length at most, and without $: {name}',
  },
  variable_unclosed: {
    'zh-CN': '花括号没有成对，或变量名为空',
    en: 'A brace is not closed, or a variable has no name',
  },
  signature_length: {
    'zh-CN': '签名须为 {min} 到 {max} 个字',
    en: 'The signature must have {min} to {max} characters',
  },
  signature_symbols: {
    'zh-CN': '签名只能用汉字、字母和数字，不需要加【】',
    en: 'The signature may only have Chinese characters, letters and digits, no 【】',
  },
  signature_brackets: {
    'zh-CN': '签名不能带括号，【】会自动加上',
    en: 'The signature must not have brackets; 【】 is added by itself',
  },
  signature_words: {
    'zh-CN': '签名不能含“{word}”一类中性或运营商字样，请使用公司、产品或业务名称',
    en: 'The signature must not contain “{word}”: no neutral words, no carriers. Name the company, product or service',
  },
  title_required: { 'zh-CN': '请填写模板标题', en: 'Enter the title of the template' },
  title_length: {
    'zh-CN': '模板标题现为 {length} 个字，最多 {max} 个字',
    en: 'The title has {length} characters; at most {max} are allowed',
  },
  setting_invalid: { 'zh-CN': '此项的值不正确', en: 'This value is not one of those allowed' },
  value_brackets: {
    'zh-CN': '变量值不能含【】，会与签名混淆',
    en: 'A value must not contain 【 or 】: it would look like a signature',
  },
  value_pipe: {
    'zh-CN': '变量值不能含“|”，该供应商用它分隔变量',
    en: 'A value must not contain “|”: this vendor separates values with it',
  },
  value_emoji: {
    'zh-CN': '变量值不能含表情符号，该供应商不支持',
    en: 'A value must not contain emoji: this vendor does not carry them',
  },
  text_emoji: {
    'zh-CN': '内容和签名不能含表情符号，该供应商不支持',
    en: 'Text and signature must not contain emoji: this vendor does not carry them',
  },
  value_separator: {
    'zh-CN': '变量值不能含英文逗号或分号，该供应商用它们分隔变量和号码',
    en: 'A value must not contain “,” or “;”: this vendor separates values and phones with them',
  },
  value_gbk: {
    'zh-CN': '变量值含 GBK 以外的字符（如表情、生僻字），该供应商不能发送',
    en: 'A value has a character that GBK lacks (emoji, a rare one): this vendor cannot send it',
  },
  value_marker: {
    'zh-CN': '变量值不能含“{value数字}”，该供应商会把它当作变量',
    en: 'A value must not contain “{value” and a number: this vendor would take it for a variable',
  },
  text_gbk: {
    'zh-CN': '内容或签名含 GBK 以外的字符（如表情、生僻字），该供应商不能发送',
    en: 'Text or signature has a character that GBK lacks (emoji, a rare one): this vendor cannot send it',
  },
  text_marker: {
    'zh-CN': '内容不能含“{value数字}”，该供应商会把它当作变量',
    en: 'The text must not contain “{value” and a number: this vendor would take it for a variable',
  },
} satisfies Record<string, Localized>

/** A key of the message catalogue for `Problem.code`, `valueProblem` and `textProblem`. */
export type ProblemCode = keyof typeof problemTexts
