export const localeCookie = 'locale'
export const themeCookie = 'theme'
/** What the system prefers, noted by the browser, so that the server draws the right theme at once. */
export const schemeCookie = 'scheme'

export type ThemeChoice = 'light' | 'dark' | 'system'
