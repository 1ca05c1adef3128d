import { expect, test } from 'vitest'
import { readLanguage } from './language.ts'

test.each([
  [[], {}, 'en'],
  [[], { LANG: 'zh_CN.UTF-8' }, 'zh-CN'],
  [[], { LANG: 'zh_CN.UTF-8', LC_ALL: 'C' }, 'en'],
  [[], { LANG: 'de_DE.UTF-8' }, 'en'],
  [['--lang', 'en'], { LANG: 'zh_CN' }, 'en'],
  [['health', '--lang=zh-CN'], {}, 'zh-CN'],
  [['--lang', 'fr'], { LC_MESSAGES: 'zh' }, 'zh-CN'],
  [['--lang'], {}, 'en'],
])('%j with %j is %s', (argv, env, locale) => {
  expect(readLanguage(argv, env)).toBe(locale)
})
