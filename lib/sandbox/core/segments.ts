const SINGLE = 70
const PART = 67

/** Billed segments of a text as it arrives, signature included: 70 alone, else 67 a part. */
export const countSegments = (text: string): number =>
  text.length <= SINGLE ? 1 : Math.ceil(text.length / PART)
