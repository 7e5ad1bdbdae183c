# fails: comes in twice, goes without having come
def alone_minutes(log, closing):
    inside = total = since = 0
    for minute, _, way in [*log, [closing, None, None]]:
        if inside == 1:
            total += minute - since
        since = minute
        inside += {"in": 1, "out": -1}.get(way, 0)
    return total
