import type { Provider } from './contract.ts'

export type PushKind = 'reports' | 'replies'

/** Whether the vendor pushes reports, or replies, by itself; what it does not is only to be asked for. */
export const doesPush = (
  { parseCallback, pushes }: Pick<Provider, 'parseCallback' | 'pushes'>,
  kind: PushKind,
): boolean => parseCallback !== undefined && (pushes ?? ['reports', 'replies']).includes(kind)
