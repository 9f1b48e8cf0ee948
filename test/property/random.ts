/** Chance that comes out the same for the same seed. */
export interface Random {
  /** A whole number below `limit`. */
  below(limit: number): number;
  /** One of them. */
  pick<T>(from: readonly T[]): T;
  /** True so many times out of a hundred. */
  chance(percent: number): boolean;
}

/** A small generator of the linear congruential kind, its high bits mixed: quick, and the same everywhere. */
export function random(seed: number): Random {
  let state = (seed * 2654435761 + 97) >>> 0;
  const next = (): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return ((state ^ (state >>> 15)) >>> 0) / 2 ** 32;
  };
  const below = (limit: number): number => Math.floor(next() * limit);
  return { below, pick: (from) => from[below(from.length)]!, chance: (percent) => below(100) < percent };
}
