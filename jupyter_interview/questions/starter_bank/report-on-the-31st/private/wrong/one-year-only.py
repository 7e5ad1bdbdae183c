# fails: years and years
from calendar import monthrange
from datetime import date


class Report:
    """Crosses one new year and no second one."""

    def __init__(self, takings):
        self._takings = [(date.fromisoformat(day), euros) for day, euros in takings]

    def compare(self, today):
        now = date.fromisoformat(today)
        then = months_before(now, 1)
        return {"now": self._so_far(now), "day": then.isoformat(), "then": self._so_far(then)}

    def trend(self, today, count):
        now = date.fromisoformat(today)
        days = [months_before(now, months) for months in range(count)]
        return [[day.isoformat(), self._so_far(day)] for day in days]

    def _so_far(self, last):
        first = last.replace(day=1)
        return sum(euros for day, euros in self._takings if first <= day <= last)


def months_before(day, months):
    year, month = day.year, day.month - months
    if month < 1:
        year, month = year - 1, month + 12
    return date(year, month, min(day.day, monthrange(year, month)[1]))
