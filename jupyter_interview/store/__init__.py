"""Where interviews are kept. ``base`` is the interface; every store passes the same contract suite."""
