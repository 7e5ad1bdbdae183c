import re


def in_shelf_order(labels):
    return sorted(labels, key=parts)


def parts(label):
    """The parts of a label, so that they can be compared: a number is less than any word."""
    return [
        (0, int(part), "") if part.isdigit() else (1, 0, part)
        for part in re.findall(r"[0-9]+|[a-z]+", label.lower())
    ]
