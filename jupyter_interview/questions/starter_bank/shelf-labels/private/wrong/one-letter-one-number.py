# fails: rooms and bare numbers, many parts, labels without numbers
import re


def in_shelf_order(labels):
    """Takes the form of the example for the form of all labels."""

    def key(label):
        found = re.match(r"([a-z]+)([0-9]+)([a-z]*)", label.lower())
        return (found[1], int(found[2]), found[3])

    return sorted(labels, key=key)
