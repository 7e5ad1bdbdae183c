from calendar import monthrange
from datetime import date


class Report:
    """What the bicycle hire earned, beside what it earned in the months before."""

    def __init__(self, takings):
        self._takings = [(date.fromisoformat(day), euros) for day, euros in takings]

    def compare(self, today):
        """This month up to today, and the month before up to the same day."""
        now = date.fromisoformat(today)
        then = months_before(now, 1)
        return {"now": self._so_far(now), "day": then.isoformat(), "then": self._so_far(then)}

    def trend(self, today, count):
        """Rows of today, the same day a month before, and so on."""
        now = date.fromisoformat(today)
        days = [months_before(now, months) for months in range(count)]
        return [[day.isoformat(), self._so_far(day)] for day in days]

    def _so_far(self, last):
        """What the month of this day brought up to it."""
        first = last.replace(day=1)
        return sum(euros for day, euros in self._takings if first <= day <= last)


def months_before(day, months):
    """The same day so many months before, or the last day of a month that is too short for it."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    _, length = monthrange(year, month + 1)
    return date(year, month + 1, min(day.day, length))
