'use client'

/** Goes to an address of this page whose data are here already: no question to the server. */
export const goShallow = (href: string): void => window.history.pushState(null, '', href)
