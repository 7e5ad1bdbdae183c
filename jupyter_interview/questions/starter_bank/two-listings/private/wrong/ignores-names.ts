// fails: names in other folders, more old than new, partly the same names
type Line = [path: string, hash: string];
type Changes = {
  added: string[];
  removed: string[];
  changed: string[];
  moved: [from: string, to: string][];
};

/** Puts paths with the same content together in their order, whatever their names are. */
function whatChanged(before: Line[], after: Line[]): Changes {
  const old = new Map(before);
  const now = new Map(after);
  const added = [...now.keys()].filter(path => !old.has(path)).sort();
  const removed: string[] = [];
  const moved: [string, string][] = [];
  for (const path of [...old.keys()].filter(each => !now.has(each)).sort()) {
    const at = added.findIndex(each => now.get(each) === old.get(path));
    if (at < 0) {
      removed.push(path);
    } else {
      moved.push([path, added[at]]);
      added.splice(at, 1);
    }
  }
  const changed = [...old.keys()].filter(path => now.has(path) && now.get(path) !== old.get(path));
  return { added, removed, changed: changed.sort(), moved };
}
