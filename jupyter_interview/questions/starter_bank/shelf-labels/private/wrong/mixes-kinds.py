# fails: rooms and bare numbers
import re


def in_shelf_order(labels):
    """Compares a number with a word, which Python refuses, as soon as a label begins with one."""

    def key(label):
        found = re.findall(r"[0-9]+|[a-z]+", label.lower())
        return [int(part) if part.isdigit() else part for part in found]

    return sorted(labels, key=key)
