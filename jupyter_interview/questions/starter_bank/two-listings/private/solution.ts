type Line = [path: string, hash: string];
type Listing = Map<string, string>;
type Key = (path: string, hash: string) => string;
type Changes = {
  added: string[];
  removed: string[];
  changed: string[];
  moved: [from: string, to: string][];
};

function whatChanged(before: Line[], after: Line[]): Changes {
  const old: Listing = new Map(before);
  const now: Listing = new Map(after);
  const gone = new Set([...old.keys()].filter(path => !now.has(path)).sort());
  const fresh = new Set([...now.keys()].filter(path => !old.has(path)).sort());
  const changed = [...old].filter(([path, hash]) => now.has(path) && now.get(path) !== hash);
  const moved = new Map<string, string>();
  for (const keyOf of [contentAndName, content]) {
    for (const [from, to] of matched(gone, old, fresh, now, keyOf)) {
      moved.set(from, to);
      gone.delete(from);
      fresh.delete(to);
    }
  }
  return {
    added: [...fresh],
    removed: [...gone],
    changed: changed.map(([path]) => path).sort(),
    moved: [...moved].sort(([one], [other]) => (one < other ? -1 : 1)),
  };
}

/** Pairs of paths with equal keys. Each path takes the first one that nobody took before. */
function matched(
  gone: Set<string>,
  old: Listing,
  fresh: Set<string>,
  now: Listing,
  keyOf: Key
): [string, string][] {
  const waiting = new Map<string, string[]>();
  for (const path of fresh) {
    const key = keyOf(path, now.get(path) ?? '');
    const group = waiting.get(key);
    if (group === undefined) {
      waiting.set(key, [path]);
    } else {
      group.push(path);
    }
  }
  const pairs: [string, string][] = [];
  for (const path of gone) {
    const found = waiting.get(keyOf(path, old.get(path) ?? ''))?.shift();
    if (found !== undefined) {
      pairs.push([path, found]);
    }
  }
  return pairs;
}

function contentAndName(path: string, hash: string): string {
  return `${hash}/${path.slice(path.lastIndexOf('/') + 1)}`;
}

function content(path: string, hash: string): string {
  return hash;
}
