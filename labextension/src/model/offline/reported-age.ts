/** How long ago something was made, as the server wants to hear it. */

/** Younger things are dated by their arrival. */
const FRESH_MS = 2_000;

const OLDEST_MS = 7 * 24 * 3600 * 1000;

/** Whole milliseconds, or undefined for what is too young to tell. */
export function reportedAge(ageMs: number): number | undefined {
  return ageMs < FRESH_MS ? undefined : Math.min(OLDEST_MS, Math.round(ageMs));
}
