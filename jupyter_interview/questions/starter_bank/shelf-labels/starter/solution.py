def in_shelf_order(labels):
    """The labels in the order in which people would put them."""
