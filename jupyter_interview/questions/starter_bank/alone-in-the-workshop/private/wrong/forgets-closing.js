// fails: still inside at closing
function aloneMinutes(log, closing) {
  const inside = new Set();
  let total = 0;
  let since = 0;
  for (const [minute, name, way] of log) {
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
  return total;
}
