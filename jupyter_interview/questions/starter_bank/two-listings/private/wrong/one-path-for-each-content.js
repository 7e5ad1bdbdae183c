// fails: two with the same content, a second copy, a log that is rotated, names in other folders, more old than new, fewer old than new, a folder with a new name, partly the same names
/** Remembers a single path for each content, and does not look whether the file is still there. */
function whatChanged(before, after) {
  const old = new Map(before);
  const now = new Map(after);
  const pathOf = new Map(before.map(([path, hash]) => [hash, path]));
  const added = [];
  const moved = [];
  for (const [path, hash] of after) {
    if (!old.has(path)) {
      if (pathOf.has(hash)) {
        moved.push([pathOf.get(hash), path]);
      } else {
        added.push(path);
      }
    }
  }
  const sources = new Set(moved.map(([path]) => path));
  const removed = [...old.keys()].filter(path => !now.has(path) && !sources.has(path));
  const changed = [...old.keys()].filter(path => now.has(path) && now.get(path) !== old.get(path));
  return {
    added: added.sort(),
    removed: removed.sort(),
    changed: changed.sort(),
    moved: moved.sort(([one], [other]) => (one < other ? -1 : 1)),
  };
}
