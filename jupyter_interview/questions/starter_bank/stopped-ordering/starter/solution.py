def stopped_ordering(year):
    """The statement of SQL for customers who ordered in the year before, and not in this one."""
