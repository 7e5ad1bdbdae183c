// fails: comes in twice
function aloneMinutes(log, closing) {
  const inside = new Set();
  let total = 0;
  let since = 0;
  for (const [minute, name, way] of log) {
    if (inside.size === 1) {
      total += minute - since;
    }
    since = minute;
    if (inside.has(name) === (way === 'in')) {
      throw new Error(`the log is wrong at minute ${minute}`);
    }
    if (way === 'in') {
      inside.add(name);
    } else {
      inside.delete(name);
    }
  }
  return inside.size === 1 ? total + closing - since : total;
}
