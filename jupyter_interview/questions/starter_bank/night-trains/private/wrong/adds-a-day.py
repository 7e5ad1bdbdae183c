# fails: early and late, leaves at midnight, a busy night
DAY = 24 * 60


def platforms_needed(timetable):
    """Adds a day to what leaves tomorrow, and forgets what came yesterday."""
    changes = []
    for _, arrives, leaves in timetable:
        first, last = minute_of(arrives), minute_of(leaves)
        if last < first:
            last += DAY
        changes += [(first, 1), (last, -1)]
    here = most = 0
    for _, trains in sorted(changes, key=lambda change: (change[0], -change[1])):
        here += trains
        most = max(most, here)
    return most


def minute_of(time):
    hours, minutes = time.split(":")
    return int(hours) * 60 + int(minutes)
