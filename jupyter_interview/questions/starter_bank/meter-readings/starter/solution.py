def use_by_month(text):
    """The use of each month, from the text of a file with readings."""
