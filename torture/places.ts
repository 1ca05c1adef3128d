import { addChannel } from '#lib/channels/add.ts'
import { revealCallback } from '#lib/channels/reveal-callback.ts'
import { vendorCases } from '#lib/conformance/vendor-cases.ts'
import { doesPush } from '#lib/providers/pushes.ts'
import { getProvider, type Vendor, vendors } from '#lib/providers/registry.ts'
import { addTemplate } from '#lib/templates/add.ts'
import { habits } from './habits.ts'
import type { World } from './world.ts'

export type Place = {
  vendor: Vendor
  channelId: string
  templateId: string
  /** The vendor pushes to its address what concerns any channel of the account. */
  isPushedTo: boolean
}
/** A channel on somebody else's account at the same vendor, to which the wrong pushes come. */
export type Stranger = { vendor: Vendor; ofChannelId: string; url: string }

const template = {
  title: '收入通知',
  signature: '云通信',
  text: '{姓名}您好，本次收入{金额}元。',
  category: 'notification' as const,
}

/** Channels at every vendor, with plenty of money; the first of each is pushed to. */
export async function openPlaces(world: World): Promise<Place[]> {
  const places: Place[] = []
  for (const vendor of vendors) {
    fillPurse(world, vendor)
    for (let n = 0; n < habits[vendor].channels; n++) places.push(await openPlace(world, vendor, n))
  }
  for (const place of places) if (place.isPushedTo) await registerPushes(world, place)
  return places
}

function fillPurse({ sandbox }: World, vendor: Vendor): void {
  const plenty = Object.keys(sandbox.control.balance(vendor)).map((name) => [name, 1e9])
  sandbox.control.setBalance(vendor, Object.fromEntries(plenty))
}

async function openPlace({ ctx, sandbox }: World, vendor: Vendor, n: number): Promise<Place> {
  const { id: channelId } = await addChannel(ctx, {
    vendor,
    name: `${vendor} ${n + 1}`,
    baseUrl: sandbox.urls[vendor],
    credentials: sandbox.accounts[vendor],
    price: '0.0450',
    callsPerSecond: 200,
  })
  const code = vendorCases[vendor].templateCodes?.[template.category]
  const vendorId = code ? { vendorId: code } : {}
  const { id: templateId } = await addTemplate(ctx, { channelId, ...template, ...vendorId })
  const pushes = getProvider(vendor).parseCallback !== undefined
  return { vendor, channelId, templateId, isPushedTo: pushes && n === 0 }
}

/** Registers our callback address at the vendor again, as one does after it has given up pushing. */
export async function registerPushes(
  { ctx, sandbox }: World,
  { vendor, channelId }: Pick<Place, 'vendor' | 'channelId'>,
): Promise<void> {
  const { url } = await revealCallback(ctx, { id: channelId })
  for (const kind of ['reports', 'replies'] as const)
    if (doesPush(getProvider(vendor), kind)) sandbox.control.setPush(vendor, kind, url)
}

/** One for each channel that is pushed to. */
export async function openStrangers(world: World, places: Place[]): Promise<Stranger[]> {
  const { ctx, sandbox } = world
  const strangers: Stranger[] = []
  for (const { vendor, channelId } of places.filter((place) => place.isPushedTo)) {
    const theirs = Object.entries(sandbox.accounts[vendor]).map(([name, value]) => [
      name,
      [...value].reverse().join(''),
    ])
    const { id } = await addChannel(ctx, {
      vendor,
      name: `${vendor}, another account`,
      baseUrl: sandbox.urls[vendor],
      credentials: Object.fromEntries(theirs),
      price: '0.0450',
    })
    const { url } = await revealCallback(ctx, { id })
    strangers.push({ vendor, ofChannelId: channelId, url })
  }
  return strangers
}
