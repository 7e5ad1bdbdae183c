/** What comes in one change is noted, and shown, from so much on; one of the two is enough. */
const LEAST_CHARACTERS = 40;
const LEAST_LINES = 3;

export function isMuchAtOnce(characters: number, lines: number): boolean {
  return characters >= LEAST_CHARACTERS || lines >= LEAST_LINES;
}
