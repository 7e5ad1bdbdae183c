# fails: three rows from the end of May, from spring back into autumn, four rows on the 30th, the same report again, years and years
from calendar import monthrange
from datetime import date


class Report:
    """Corrects one step back, and walks many steps: the 31st becomes the 30th and stays it."""

    def __init__(self, takings):
        self._takings = [(date.fromisoformat(day), euros) for day, euros in takings]

    def compare(self, today):
        now = date.fromisoformat(today)
        then = month_before(now)
        return {"now": self._so_far(now), "day": then.isoformat(), "then": self._so_far(then)}

    def trend(self, today, count):
        rows = []
        day = date.fromisoformat(today)
        for _ in range(count):
            rows.append([day.isoformat(), self._so_far(day)])
            day = month_before(day)
        return rows

    def _so_far(self, last):
        first = last.replace(day=1)
        return sum(euros for day, euros in self._takings if first <= day <= last)


def month_before(day):
    year, month = (day.year, day.month - 1) if day.month > 1 else (day.year - 1, 12)
    return date(year, month, min(day.day, monthrange(year, month)[1]))
