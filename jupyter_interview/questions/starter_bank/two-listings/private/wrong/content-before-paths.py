# fails: a log that is rotated, two that changed places
def what_changed(before, after):
    """Looks for moved contents first, also where a path is in both listings."""
    gone = sorted(set(map(tuple, before)) - set(map(tuple, after)))
    new = sorted(set(map(tuple, after)) - set(map(tuple, before)))
    moved = []
    for are_alike in (same_content_and_name, same_content):
        for old in list(gone):
            target = next((each for each in new if are_alike(old, each)), None)
            if target is not None:
                moved.append([old[0], target[0]])
                gone.remove(old)
                new.remove(target)
    removed, added = [path for path, _ in gone], [path for path, _ in new]
    return {
        "added": [path for path in added if path not in removed],
        "removed": [path for path in removed if path not in added],
        "changed": [path for path in removed if path in added],
        "moved": sorted(moved),
    }


def same_content_and_name(old, new):
    return same_content(old, new) and old[0].rpartition("/")[2] == new[0].rpartition("/")[2]


def same_content(old, new):
    return old[1] == new[1]
