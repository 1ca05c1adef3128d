import { createAccept } from './accept.ts'
import { type AcceptedEntry, acceptedEntry } from './accepted-log.ts'
import type { Rates } from './fates.ts'
import type { FaultBook } from './faults.ts'
import type { PushState } from './push.ts'
import { createPushers, type Pushers, type PushUrls } from './pushers.ts'
import { createReports, type Reports } from './reports.ts'
import { listen, vendorHandler } from './server.ts'
import { openStorage, type Storage } from './storage.ts'
import { ControlError, type PushKind, type Vendor, type VendorDefinition } from './vendor.ts'

/** What one vendor is started with; `pushUrls` overrule the addresses kept from the last run. */
export type StartVendor = {
  name: string
  definition: VendorDefinition
  host: string
  port: number
  dataDir?: string | undefined
  account?: Record<string, string> | undefined
  settings?: Record<string, unknown> | undefined
  pushUrls?: PushUrls | undefined
  faults: FaultBook
  rates: Rates
  now(): number
  random(): number
}

/** `next` is the `after` of the following page, null on the last one. */
export type AcceptedPage = { total: number; entries: AcceptedEntry[]; next: number | null }

/** A vendor that answers, and what control may do with it. */
export type RunningVendor = {
  url: string
  account: Record<string, string>
  vendor: Vendor
  pushes(): Partial<Record<PushKind, PushState>>
  setPush(kind: PushKind, url: string | undefined): void
  accepted(page: { after: number; limit: number; phone?: string | undefined }): AcceptedPage
  /** The phones of those messages whose report was pushed and answered. */
  told(): string[]
  /** Sends a reply from a phone now; resolves once it was pushed. */
  reply(phone: string, content: string): Promise<void>
  settings(): Record<string, unknown>
  /** Changes some switches; a wrong one throws the schema's error. */
  setSettings(changes: Record<string, unknown>): Record<string, unknown>
  /** Reports everything outstanding; gives how many receipts still wait to be pushed or read. */
  flush(): Promise<number>
  reset(): void
  stop(): Promise<void>
}

type Parts = StartVendor & {
  storage: Storage
  vendor: Vendor
  pushers: Pushers
  reports: Reports
  live: Record<string, unknown>
}

/** Starts one vendor: its store, its server, its reports and its pushing. */
export async function startVendor(start: StartVendor): Promise<RunningVendor> {
  const { name, definition, faults, now } = start
  const storage = openStorage(name, start.dataDir)
  const account = { ...definition.account, ...start.account }
  const live = definition.settings.parse(start.settings ?? {})
  const { failures } = definition
  const accept = createAccept({
    ...start,
    ...storage,
    failures,
    onAccepted: () => reports.schedule(),
  })
  const context = { ...start, db: storage.db, account, settings: live, accept }
  const vendor = definition.create(context)
  const pushers = createPushers({ name, storage, vendor, faults, now })
  const { keepsReceipts } = definition
  const reports: Reports = createReports({
    ...storage,
    vendor,
    keepsReceipts,
    pushers: pushers.all,
    now,
  })
  const handler = vendorHandler({ name, vendor, faults, expedite: reports.expedite })
  const server = await listen(handler, start.host, start.port).catch((error: unknown) => {
    storage.db.close()
    throw error
  })
  pushers.restore(start.pushUrls)
  reports.schedule()
  const stop = async () => {
    await server.close()
    await reports.stop()
    await pushers.close()
    storage.db.close()
  }
  const parts: Parts = { ...start, storage, vendor, pushers, reports, live }
  return { url: server.url, account, vendor, stop, ...controls(parts) }
}

function controls(parts: Parts): Omit<RunningVendor, 'url' | 'account' | 'vendor' | 'stop'> {
  const { storage, vendor, pushers, reports, live } = parts
  const { db, messages, log } = storage
  return {
    pushes: pushers.state,
    setPush: pushers.register,
    accepted: ({ after, limit, phone }) => {
      const rows = messages.list(after, limit, phone)
      const entries = rows.map((row) => acceptedEntry(parts.name, row))
      const next = rows.length === limit ? (rows.at(-1)?.id ?? null) : null
      return { total: messages.count(phone), entries, next }
    },
    told: messages.listTold,
    reply: (phone, content) => reply(parts, phone, content),
    settings: () => ({ ...live }),
    setSettings: (changes) => {
      Object.assign(live, parts.definition.settings.parse({ ...live, ...changes }))
      return { ...live }
    },
    flush: async () => {
      await reports.flush()
      return messages.countWaiting()
    },
    reset: () => {
      db.clear()
      log.clear()
      Object.assign(live, parts.definition.settings.parse(parts.settings ?? {}))
      vendor.reset()
      pushers.restore(parts.pushUrls)
    },
  }
}

async function reply(parts: Parts, phone: string, content: string) {
  const { name, definition, storage, pushers, now } = parts
  const pushed = pushers.state().replies?.url
  if (!pushed && !definition.keepsReplies) {
    throw new ControlError(`${name} has no address that replies are pushed to`)
  }
  const { extension } = storage.messages.latestTo(phone) ?? { extension: null }
  storage.replies.insert({ phone, content, extension, dueAt: now() })
  if (pushed) await pushers.pump('replies')
}
