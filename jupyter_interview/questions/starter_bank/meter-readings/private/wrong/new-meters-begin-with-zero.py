# fails: a new meter, the allotment, a mixed-up file, a new meter on a first, bad luck with meters
import csv
from io import StringIO
from itertools import pairwise


def use_by_month(text):
    """Takes for granted that a meter which comes in the middle begins with 0."""
    readings = {}
    for line in csv.DictReader(StringIO(text)):
        if line["reading"]:
            readings[line["date"], line["meter"]] = float(line["reading"])
    firsts = sorted({date for date, _ in readings if date.endswith("-01")})
    result = []
    for begin, end in pairwise(firsts):
        last = {}
        for (date, meter), reading in sorted(readings.items()):
            if begin <= date <= end:
                last[meter] = reading
        use = sum(reading - readings.get((begin, meter), 0) for meter, reading in last.items())
        from_month, to_month = number_of(begin), number_of(end)
        for month in range(from_month, to_month):
            count = to_month - from_month
            name = f"{month // 12}-{month % 12 + 1:02}"
            result.append({"month": name, "use": use / count, "estimated": count > 1})
    return result


def number_of(date):
    return int(date[:4]) * 12 + int(date[5:7]) - 1
