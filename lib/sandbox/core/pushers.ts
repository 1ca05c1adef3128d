import type { FaultBook } from './faults.ts'
import { createPusher, type Pusher, type PushState } from './push.ts'
import { createPushSender } from './push-once.ts'
import { PUSH_ONCE } from './push-rule.ts'
import type { Storage } from './storage.ts'
import { ControlError, type PushKind, type Vendor } from './vendor.ts'

export type PushUrls = Partial<Record<PushKind, string>>

export type Pushers = {
  all: readonly Pusher[]
  /** Registers an address and remembers it over a restart; ControlError without such a push. */
  register(kind: PushKind, url: string | undefined): void
  /** Goes back to the given addresses, or to those remembered. */
  restore(urls: PushUrls | undefined): void
  state(): Partial<Record<PushKind, PushState>>
  pump(kind: PushKind): Promise<void>
  close(): Promise<void>
}

type Parts = { name: string; storage: Storage; vendor: Vendor; faults: FaultBook; now(): number }

/** The pushes a vendor's document has, each with its own address. */
export function createPushers(parts: Parts): Pushers {
  const { db } = parts.storage
  const sender = createPushSender()
  const pushers = kindsOf(parts, sender)
  const find = (kind: PushKind): Pusher => {
    const pusher = pushers[kind]
    if (!pusher) throw new ControlError(`${parts.name} pushes no ${kind}`)
    return pusher
  }
  const remembered = () => db.getState<PushUrls>('push') ?? {}
  const all = Object.values(pushers)
  return {
    all,
    register: (kind, url) => {
      const pusher = find(kind)
      if (url) parts.vendor.checkPushUrl?.(url)
      pusher.setUrl(url)
      db.setState('push', { ...remembered(), [kind]: url })
    },
    restore: (urls) => {
      const wanted = { ...remembered(), ...urls }
      pushers.reports?.setUrl(wanted.reports)
      pushers.replies?.setUrl(wanted.replies)
      db.setState('push', wanted)
    },
    state: () => ({
      ...(pushers.reports && { reports: pushers.reports.state() }),
      ...(pushers.replies && { replies: pushers.replies.state() }),
    }),
    pump: (kind) => find(kind).pump(),
    close: async () => {
      sender.close()
      await Promise.all(all.map((pusher) => pusher.close()))
      sender.close()
    },
  }
}

function kindsOf(
  { name, storage, vendor, faults, now }: Parts,
  sender: ReturnType<typeof createPushSender>,
): Partial<Record<PushKind, Pusher>> {
  const { messages, replies } = storage
  const shared = (kind: PushKind) => ({
    vendor: name,
    rule: () => vendor.pushRule?.(kind) ?? PUSH_ONCE,
  })
  const reports = vendor.writeReports && {
    ...shared('reports'),
    take: messages.waiting,
    write: vendor.writeReports,
    done: (rows: { id: number }[], told: boolean) => {
      messages.markHanded(rows, now())
      if (told) messages.markTold(rows)
    },
  }
  const inbound = vendor.writeReplies && {
    ...shared('replies'),
    take: (limit: number) => replies.due(now(), limit),
    write: vendor.writeReplies,
    done: (rows: { id: number }[]) => replies.markHanded(rows, now()),
  }
  return {
    ...(reports && { reports: createPusher(reports, sender, faults) }),
    ...(inbound && { replies: createPusher(inbound, sender, faults) }),
  }
}
