# fails: a mixed-up file
import csv
from io import StringIO
from itertools import pairwise


def use_by_month(text):
    """Takes the lines in their order."""
    readings = {}
    for line in csv.DictReader(StringIO(text)):
        if line["reading"]:
            readings[line["date"], line["meter"]] = float(line["reading"])
    firsts = list(dict.fromkeys(date for date, _ in readings if date.endswith("-01")))
    result = []
    for begin, end in pairwise(firsts):
        names = list(months(begin[:7], end[:7]))
        first, last = {}, {}
        for (date, meter), reading in readings.items():
            if begin <= date <= end:
                first.setdefault(meter, reading)
                last[meter] = reading
        use = sum(last[meter] - first[meter] for meter in last)
        for name in names:
            part = use / len(names)
            result.append({"month": name, "use": part, "estimated": len(names) > 1})
    return result


def months(begin, end):
    year, month = int(begin[:4]), int(begin[5:])
    while f"{year}-{month:02}" < end:
        yield f"{year}-{month:02}"
        year, month = year + month // 12, month % 12 + 1
