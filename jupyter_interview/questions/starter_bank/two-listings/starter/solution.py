def what_changed(before, after):
    """What was added, removed, changed and moved between two listings."""
