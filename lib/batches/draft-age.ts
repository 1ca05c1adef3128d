/** Drafts that nobody confirms go with their file, which is not kept longer either. */
export const draftKeepDays = 7

/** When a draft made at this time is discarded. */
export const discardTime = (createdAt: Date): Date =>
  new Date(createdAt.getTime() + draftKeepDays * 86_400_000)
