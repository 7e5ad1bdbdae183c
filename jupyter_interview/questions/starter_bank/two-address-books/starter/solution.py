def merge_books(choir, orchestra):
    """One book of two, given as texts in JSON, and the pairs of which nobody can be sure."""
