/** The colours of people, which as many eyes as possible can tell apart. */
import { PALETTE } from './server-facts';

/** The first of the colours that the fewest people have. */
export function chooseColor(taken: readonly string[]): string {
  const used = PALETTE.map(color => taken.filter(one => one === color).length);
  return PALETTE[used.indexOf(Math.min(...used))];
}
