/** `62.4%`, of a share from 0 to 1. Rounded down, so that only all of it is 100%. */
export const formatShare = (share: number): string => `${Math.floor(share * 1000 + 1e-9) / 10}%`
