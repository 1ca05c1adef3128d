/** Check of sensitive words by the vendor. */
export default {
  title: '敏感词检测',
  lead: '由供应商检测会被拦截的词语。',
  check: '检测敏感词',
  checkText: '待检测内容',
  checking: '供应商正在检测……',
  none: '供应商未检出敏感词。',
  found: '以下词语会被供应商拦截：',
  again: '重新检测',
  hint: '请修改模板或变量值。含有敏感词的短信会被拒绝或无法送达。',
  of: '已检测 {count} 条不同内容。',
  outdated: '检测后内容已修改。',
  empty: '请先填写内容。',
}
