# fails: two who overlap, comes back, three at a time
def alone_minutes(log, closing):
    """Takes the time from the first to the last line for the answer."""
    inside = set()
    for _, name, way in log:
        if way == "out" and name not in inside:
            raise ValueError(f"{name} is not inside")
        (inside.add if way == "in" else inside.remove)(name)
    if not log:
        return 0
    end = closing if inside else log[-1][0]
    return end - log[0][0]
