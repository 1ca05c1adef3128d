import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Sandbox, startSandbox } from '#lib/sandbox/start.ts'
import { fillPhones } from './extract.ts'
import { canRun, runSample } from './run-sample.ts'
import { samples } from './samples.ts'

/** A folder with the vendors' documents, `<vendor>.txt`: their sample clients are not ours to keep here. */
const folder = process.env.VENDOR_DOCUMENTS

describe.runIf(folder)('the sample clients of the vendors’ own documents', () => {
  let sandbox: Sandbox
  beforeAll(async () => {
    sandbox = await startSandbox({
      settings: {
        infocloud: { lenientNonce: true },
        // Its samples number every call 001.
        zhuanxinyun: { allowRepeatedNumbers: true },
      },
    })
  })
  afterAll(() => sandbox.stop())

  for (const sample of samples) {
    const { vendor, language, name } = sample
    test.skipIf(!canRun(language))(`${vendor}, ${language}: ${name}`, async () => {
      const document = readFileSync(join(folder ?? '', `${vendor}.txt`), 'utf8')
      const template = (await sample.prepare?.(sandbox)) ?? ''
      const place = { url: sandbox.urls[vendor], account: sandbox.accounts[vendor], template }
      const countTaken = () => sandbox.control.accepted(vendor, { limit: 1_000 }).entries.length
      const before = countTaken()
      const said = await runSample(language, fillPhones(sample.source(document, place)))
      expect(said).toMatch(sample.said)
      expect(countTaken() - before, said).toBe(sample.taken)
    })
  }
})

test.skipIf(folder)(
  'the vendors’ sample clients: skipped, VENDOR_DOCUMENTS names no folder',
  () => {},
)
