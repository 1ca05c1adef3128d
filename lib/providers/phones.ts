/** `187****8801`, as some pulls write a number; undefined when it is no such mask. */
export function readMask(value: string | undefined): string | undefined {
  return /^1[\d*]{10}$/.test(value?.trim() ?? '') && value?.includes('*') ? value.trim() : undefined
}

/** An 11-digit mainland mobile number as vendors write it (with 86, +86 or not), else undefined: masked, too. */
export function readPhone(value: string | undefined): string | undefined {
  return /^(?:\+|00)?(?:86)?(1\d{10})$/.exec(value?.trim() ?? '')?.[1]
}
