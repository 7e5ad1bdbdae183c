# fails: numbers that nothing has
class Version:
    def __init__(self, number, text, before=None):
        self.number = number
        self.text = text
        self.before = before
        self.after = []


class Versions:
    """Finds a version by its position in a list, where 0 is the last one."""

    def __init__(self, text):
        self._current = Version(1, text)
        self._versions = [self._current]

    def write(self, text):
        if text != self._current.text:
            version = Version(len(self._versions) + 1, text, self._current)
            self._versions.append(version)
            self._current.after.append(version)
            self._current = version
        return self._current.number

    def undo(self):
        self._current = self._current.before or self._current
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
        return self._current.number

    def discard(self, number):
        version = self._found(number)
        if version.before is None:
            raise ValueError("The first version cannot be discarded")
        version.before.after.remove(version)
        left = [version]
        while left:
            each = left.pop()
            left.extend(each.after)
            self._versions[each.number - 1] = None
        if self._versions[self._current.number - 1] is None:
            self._current = version.before
        return self._current.number

    def text(self):
        return self._current.text

    def following(self):
        return sorted(version.number for version in self._current.after)

    def _found(self, number):
        version = self._versions[number - 1]
        if version is None:
            raise ValueError(f"There is no version {number}")
        return version
