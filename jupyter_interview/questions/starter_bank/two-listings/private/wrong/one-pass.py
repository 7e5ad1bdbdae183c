# fails: more old than new, partly the same names
def what_changed(before, after):
    """Gives a path the first one with its content before others have looked for their name."""
    old, new = dict(before), dict(after)
    removed = sorted(old.keys() - new.keys())
    added = sorted(new.keys() - old.keys())
    moved = []
    for path in list(removed):
        fitting = [each for each in added if new[each] == old[path]]
        if fitting:
            # Those with the same name come first; the others stay in their order.
            target = min(fitting, key=lambda each: name_of(each) != name_of(path))
            moved.append([path, target])
            removed.remove(path)
            added.remove(target)
    changed = sorted(path for path in old.keys() & new.keys() if old[path] != new[path])
    return {"added": added, "removed": removed, "changed": changed, "moved": moved}


def name_of(path):
    return path.rpartition("/")[2]
