# fails: a long pause, not all at once, all through the night, a busy night
DAY = 24 * 60


def platforms_needed(timetable):
    """Counts the trains that a train meets, though they need not be there together."""
    stays = [stay(minute_of(arrives), minute_of(leaves)) for _, arrives, leaves in timetable]
    return max((sum(1 for other in stays if one & other) for one in stays), default=0)


def stay(first, last):
    return {(first + minute) % DAY for minute in range((last - first) % DAY + 1)}


def minute_of(time):
    hours, minutes = time.split(":")
    return int(hours) * 60 + int(minutes)
