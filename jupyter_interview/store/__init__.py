"""Where interviews are kept. ``base`` is the interface; every store passes one contract suite."""
