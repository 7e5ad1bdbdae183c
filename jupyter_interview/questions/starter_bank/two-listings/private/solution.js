function whatChanged(before, after) {
  const old = new Map(before);
  const now = new Map(after);
  let removed = [...old.keys()].filter(path => !now.has(path)).sort();
  let added = [...now.keys()].filter(path => !old.has(path)).sort();
  const changed = [...old.keys()].filter(path => isChanged(path, old, now)).sort();
  const target = new Map();
  for (const keyOf of [contentAndName, content]) {
    const waiting = grouped(added, path => keyOf(path, now.get(path)));
    for (const path of removed) {
      const found = waiting.get(keyOf(path, old.get(path)))?.shift();
      if (found !== undefined) {
        target.set(path, found);
      }
    }
    const taken = new Set(target.values());
    removed = removed.filter(path => !target.has(path));
    added = added.filter(path => !taken.has(path));
  }
  const moved = [...target.keys()].sort().map(path => [path, target.get(path)]);
  return { added, removed, changed, moved };
}

function isChanged(path, old, now) {
  return now.has(path) && now.get(path) !== old.get(path);
}

function contentAndName(path, hash) {
  return `${hash}/${path.slice(path.lastIndexOf('/') + 1)}`;
}

function content(path, hash) {
  return hash;
}

function grouped(paths, keyOf) {
  const groups = new Map();
  for (const path of paths) {
    const key = keyOf(path);
    if (!groups.has(key)) {
      groups.set(key, []);
    }
    groups.get(key).push(path);
  }
  return groups;
}
