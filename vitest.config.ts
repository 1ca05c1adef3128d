import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'

const places = '{app,bin,components,db,lib,torture}/**'

export default defineConfig({
  test: {
    // Two also on two cores: much of the time of tests is waiting. More than four would need more
    // connections than the tests' PostgreSQL has.
    maxWorkers: Math.min(4, Math.max(2, availableParallelism() - 1)),
    projects: [
      {
        test: {
          name: 'unit',
          include: [`${places}/*.test.{ts,tsx}`],
          exclude: ['**/*.db.test.ts', '**/node_modules/**'],
          testTimeout: 30_000,
        },
      },
      {
        test: {
          name: 'db',
          include: [`${places}/*.db.test.ts`],
          globalSetup: ['./db/testing-setup.ts'],
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
})
