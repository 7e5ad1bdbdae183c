def alone_minutes(log, closing):
    """For how many minutes up to closing was exactly one person inside?"""
