import csv
from collections import defaultdict
from io import StringIO
from itertools import pairwise


def use_by_month(text):
    """The use of each month, from the text of a file with readings."""
    readings = readings_in(text)
    firsts = sorted({date for date, _ in readings if date.endswith("-01")})
    months = []
    for begin, end in pairwise(firsts):
        names = months_between(begin[:7], end[:7])
        use = counted(readings, begin, end) / len(names)
        estimated = len(names) > 1
        months += [{"month": name, "use": use, "estimated": estimated} for name in names]
    return months


def readings_in(text):
    """The readings by date and meter; a later line corrects an earlier one."""
    return {
        (line["date"], line["meter"]): float(line["reading"])
        for line in csv.DictReader(StringIO(text))
        if line["reading"]
    }


def counted(readings, begin, end):
    """What all meters together counted from one day to another."""
    by_meter = defaultdict(list)
    for (date, meter), reading in sorted(readings.items()):
        if begin <= date <= end:
            by_meter[meter].append(reading)
    return sum(each[-1] - each[0] for each in by_meter.values())


def months_between(begin, end):
    """The months from the first one up to the last one, which is not among them."""
    year, month = map(int, begin.split("-"))
    names = []
    while (name := f"{year}-{month:02}") < end:
        names.append(name)
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)
    return names
