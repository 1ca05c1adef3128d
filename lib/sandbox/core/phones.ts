const MOBILE = /^1[3-9]\d{9}$/

/** Whether a vendor would take this as a mainland mobile number: eleven digits, nothing else. */
export const isMobile = (phone: string): boolean => MOBILE.test(phone)
