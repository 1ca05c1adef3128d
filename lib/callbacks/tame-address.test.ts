import { expect, test } from 'vitest'
import { tameAddress } from './tame-address.ts'

test.each([
  ['/api/callbacks/infocloud/abc', '/api/callbacks/infocloud/abc'],
  ['/api/callbacks/infocloud/abc/', '/api/callbacks/infocloud/abc'],
  ['/api/callbacks/infocloud/abc//?a=/b/?c', '/api/callbacks/infocloud/abc?a=/b/?c'],
  ['/api/callbacks/infocloud/a%20b?m=%CD%CB', '/api/callbacks/infocloud/a%20b?m=%CD%CB'],
  ['/api/callbacks/infocloud/%ff', '/api/callbacks/-/-'],
  ['/api/callbacks/infocloud/%zz?a=b', '/api/callbacks/-/-?a=b'],
  ['/api/callbacks/infocloud/%E0%A4%A/abc', '/api/callbacks/-/-'],
  ['/api/callbacks/%', '/api/callbacks/-/-'],
  ['/batches/', '/batches/'],
  ['/%ff/', '/%ff/'],
  ['*', '*'],
])('%s is read as %s', (url, as) => expect(tameAddress(url)).toBe(as))
