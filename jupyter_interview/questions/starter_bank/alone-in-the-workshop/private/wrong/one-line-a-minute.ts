// fails: hand-over in the same minute
type Line = [minute: number, name: string, way: 'in' | 'out'];

/** Takes a second line of the same minute for one that the door wrote twice. */
function aloneMinutes(log: Line[], closing: number): number {
  const inside = new Set<string>();
  let total = 0;
  let since = 0;
  for (const [at, [minute, name, way]] of log.entries()) {
    if (at > 0 && minute === since) {
      continue;
    }
    if (inside.size === 1) {
      total += minute - since;
    }
    since = minute;
    if (way === 'in') {
      inside.add(name);
    } else if (!inside.delete(name)) {
      throw new Error(`${name} is not inside`);
    }
  }
  return inside.size === 1 ? total + closing - since : total;
}
