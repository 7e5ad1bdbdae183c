def stock_statement():
    """The statement of SQL for the stock of each item at the end of each day."""
