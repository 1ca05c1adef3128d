const mobile = /(?<!\d)((?:(?:00)?86)?1[3-9]\d)\d{4}(\d{4})(?!\d)/g

/** 13800138000 → 138****8000, wherever a mainland mobile number stands in `text`. */
export const maskPhones = (text: string): string => text.replace(mobile, '$1****$2')
