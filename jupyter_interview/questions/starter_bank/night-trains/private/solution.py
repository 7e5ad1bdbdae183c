from itertools import accumulate

DAY = 24 * 60


def platforms_needed(timetable):
    changes = [0] * (DAY + 1)
    for _, arrives, leaves in timetable:
        first, last = minute_of(arrives), minute_of(leaves)
        changes[first] += 1
        changes[last + 1] -= 1
        if last < first:
            changes[0] += 1  # It came yesterday.
    return max(accumulate(changes))


def minute_of(time):
    hours, minutes = time.split(":")
    return int(hours) * 60 + int(minutes)
