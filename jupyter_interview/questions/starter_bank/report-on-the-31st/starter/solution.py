from datetime import date, timedelta


class Report:
    """What the bicycle hire earned, beside what it earned in the months before."""

    def __init__(self, takings):
        self._takings = [(date.fromisoformat(day), euros) for day, euros in takings]

    def compare(self, today):
        """This month up to today, and the month before up to the same day."""
        now = date.fromisoformat(today)
        then = month_before(now)
        return {"now": self._so_far(now), "day": then.isoformat(), "then": self._so_far(then)}

    def trend(self, today, count):
        """Rows of today, the same day a month before, and so on."""
        rows = []
        day = date.fromisoformat(today)
        for _ in range(count):
            rows.append([day.isoformat(), self._so_far(day)])
            day = month_before(day)
        return rows

    def _so_far(self, last):
        """What the month of this day brought up to it."""
        first = last.replace(day=1)
        return sum(euros for day, euros in self._takings if first <= day <= last)


def month_before(day):
    """The same day of the month before."""
    try:
        if day.month == 1:
            return day.replace(year=day.year - 1, month=12)
        return day.replace(month=day.month - 1)
    except ValueError:  # That month is shorter.
        return day - timedelta(days=30)
