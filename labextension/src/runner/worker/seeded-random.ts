/**
 * Random numbers from a seed. A program that is run again, because it waited for input, must take
 * the same turns.
 */

/** Puts a generator (sfc32) in the place of `Math.random`. */
export function seedRandom(seed: number): void {
  let [a, b, c, d] = [0, seed, 0x9e3779b9, 1];
  const next = (): number => {
    const t = (((a + b) | 0) + d) | 0;
    d = (d + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + t;
    return t >>> 0;
  };
  for (let round = 0; round < 15; round++) {
    next();
  }
  const random = (): number => ((next() >>> 6) * 2 ** 27 + (next() >>> 5)) / 2 ** 53;
  Object.defineProperty(Math, 'random', { value: random, writable: true, configurable: true });
}
