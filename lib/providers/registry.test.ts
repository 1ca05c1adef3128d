import { describe, expect, it } from 'vitest'
import { failureRules } from './failures.ts'
import { listFields } from './fields.ts'
import { findProvider, getProvider, providers, vendors } from './registry.ts'

describe('the registry', () => {
  it('finds by name, own names only', () => {
    expect(getProvider('upyun')).toBe(providers.upyun)
    expect(findProvider('constructor')).toBeUndefined()
    expect(() => getProvider('toString')).toThrow(RangeError)
  })

  it.each(vendors)(
    '%s is named as registered, and every field and code has both languages',
    (name) => {
      const provider = getProvider(name)
      expect(provider.vendor).toBe(name)
      const forms = [provider.credentials, provider.settings, provider.templates?.settings]
      const fields = forms.flatMap((form) => (form ? listFields(form) : []))
      const words = [...Object.values(provider.codes), ...Object.values(provider.reportCodes)]
      const texts = [
        ...fields.flatMap(({ title, help }) => [title, help]),
        ...words.flatMap(({ text, advice }) => [text, advice]),
      ].filter((text) => text !== undefined)
      for (const text of texts)
        expect(Object.values(text).every((word) => word.length > 0)).toBe(true)
      expect(fields.length).toBeGreaterThan(0)
      for (const { failure } of Object.values(provider.codes))
        expect(failureRules).toHaveProperty(failure)
    },
  )
})
