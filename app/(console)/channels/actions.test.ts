import { expect, it, vi } from 'vitest'

// Only the role that each action asks for is looked at here.
vi.mock('#lib/web/action.ts', () => ({ action: (role: string) => role }))
vi.mock('#lib/web/request-preferences.ts', () => ({ readLocale: () => 'en' }))

it('lets nobody act whose role is too low', async () => {
  expect({ ...(await import('./actions.ts')) }).toEqual({
    add: 'administrator',
    update: 'administrator',
    pause: 'administrator',
    resume: 'administrator',
    archive: 'administrator',
    rotate: 'administrator',
    endOld: 'administrator',
    limitSources: 'administrator',
    reveal: 'operator',
    test: 'operator',
    diagnose: 'operator',
    statistics: 'operator',
  })
}, 30_000)
