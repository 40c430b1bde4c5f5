// hostile.mjs: chance with a fixed seed, for tests that hand over anything.

// mulberry32: the same sequence of numbers from 0 to 1 for the same seed.
export function chance(seed) {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = count => Math.floor(next() * count);
  const one = list => list[below(list.length)];
  const list = (most, make) => Array.from({ length: below(most + 1) }, make);
  return { next, below, one, list };
}
