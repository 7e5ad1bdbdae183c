class Version:
    """A text, and the versions made from it; the one in whose branch one was last is the last."""

    def __init__(self, number, text, before=None):
        self.number = number
        self.text = text
        self.before = before
        self.after = []


class Versions:
    """Every version of a text, with a current one.

    From each version before the current one, redo leads towards the current one. Whatever moves
    keeps that true.
    """

    def __init__(self, text):
        self._current = Version(1, text)
        self._versions = {1: self._current}
        self._last_number = 1

    def write(self, text):
        if text != self._current.text:
            self._last_number += 1
            version = Version(self._last_number, text, self._current)
            self._versions[version.number] = version
            self._current.after.append(version)
            self._current = version
        return self._current.number

    def undo(self):
        if self._current.before is not None:
            self._current = self._current.before
        return self._current.number

    def redo(self):
        if self._current.after:
            self._current = self._current.after[-1]
        return self._current.number

    def go(self, number):
        version = self._current = self._found(number)
        while version.before is not None:
            siblings = version.before.after
            siblings.remove(version)
            siblings.append(version)
            version = version.before
        return number

    def discard(self, number):
        version = self._found(number)
        if version.before is None:
            raise ValueError("The first version cannot be discarded")
        version.before.after.remove(version)
        left = [version]
        while left:
            each = left.pop()
            left.extend(each.after)
            del self._versions[each.number]
        if self._current.number not in self._versions:
            self._current = version.before
        return self._current.number

    def text(self):
        return self._current.text

    def following(self):
        return sorted(version.number for version in self._current.after)

    def _found(self, number):
        if number not in self._versions:
            raise ValueError(f"There is no version {number}")
        return self._versions[number]
