// fails: goes without having come
type Line = [minute: number, name: string, way: 'in' | 'out'];

/** Right as long as the log is: nobody is missed who was never there. */
function aloneMinutes(log: Line[], closing: number): number {
  const inside = new Set<string>();
  let total = 0;
  let since = 0;
  for (const [minute, name, way] of log) {
    if (inside.size === 1) {
      total += minute - since;
    }
    since = minute;
    if (way === 'in') {
      inside.add(name);
    } else {
      inside.delete(name);
    }
  }
  return inside.size === 1 ? total + closing - since : total;
}
