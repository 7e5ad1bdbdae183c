from collections import defaultdict, deque


def what_changed(before, after):
    old, new = dict(before), dict(after)
    removed = sorted(old.keys() - new.keys())
    added = sorted(new.keys() - old.keys())
    moved = []
    for key in (content_and_name, content):
        pairs = matched(
            [(path, key(path, old[path])) for path in removed],
            [(path, key(path, new[path])) for path in added],
        )
        moved += pairs
        removed = without(removed, {path for path, _ in pairs})
        added = without(added, {path for _, path in pairs})
    return {
        "added": added,
        "removed": removed,
        "changed": sorted(path for path in old.keys() & new.keys() if old[path] != new[path]),
        "moved": sorted(moved),
    }


def content_and_name(path, hash_):
    return hash_, path.rpartition("/")[2]


def content(path, hash_):
    return hash_


def matched(olds, news):
    """Pairs of paths with equal keys. Each path takes the first one that nobody took before."""
    waiting = defaultdict(deque)
    for path, key in news:
        waiting[key].append(path)
    return [[path, waiting[key].popleft()] for path, key in olds if waiting[key]]


def without(paths, taken):
    return [path for path in paths if path not in taken]
