/** Inputs a parser (FUZZ_RUNS), and the seed (FUZZ_SEED) that gives the same ones again. */
export const runs = Number(process.env.FUZZ_RUNS ?? 400)
export const seed = Number(process.env.FUZZ_SEED ?? Math.floor(Math.random() * 2 ** 31))
