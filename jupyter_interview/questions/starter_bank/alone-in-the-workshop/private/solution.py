def alone_minutes(log, closing):
    inside, total, since = set(), 0, 0
    for minute, name, way in [*log, [closing, None, None]]:
        if len(inside) == 1:
            total += minute - since
        since = minute
        if way == "in":
            inside.add(name)
        elif way == "out":
            if name not in inside:
                raise ValueError(f"{name} is not inside")
            inside.remove(name)
    return total
