'use client'
import { useQueryClient } from '@tanstack/react-query'
import { useRunAction } from '#components/run-action.ts'
import type { CheckView } from '#lib/batches/check-view.ts'
import type { ImportOptions } from '#lib/batches/types.ts'
import { recheck } from '../actions.ts'

type Reading = Parameters<typeof recheck>[0]['options']

/** Reads the file again in another way and shows the check as it runs. */
export function useRecheck(batchId: string) {
  const { run, pending } = useRunAction()
  const client = useQueryClient()
  const again = async (options: ImportOptions) => {
    const asked = await run(() => recheck({ batchId, options: options as Reading }))
    if (!asked) return
    client.setQueryData<CheckView>(
      ['check', batchId],
      (old) => old && { ...old, importState: 'running', progress: null, summary: null },
    )
    client.removeQueries({ queryKey: ['refused', batchId] })
    await client.invalidateQueries({ queryKey: ['check', batchId] })
  }
  return { again, pending }
}
