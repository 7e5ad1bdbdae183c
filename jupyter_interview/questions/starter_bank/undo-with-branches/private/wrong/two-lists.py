# fails: writing after undo, a text that another version has, the older of two branches, a jump across, a jump to the middle, discarding what is elsewhere, the branch is gone
class Versions:
    """Has one list for undo and one for redo, as most editors do."""

    def __init__(self, text):
        self._texts = {1: text}
        self._undo, self._current, self._redo = [], 1, []
        self._last_number = 1

    def write(self, text):
        if text != self._texts[self._current]:
            self._last_number += 1
            self._texts[self._last_number] = text
            self._undo.append(self._current)
            self._redo.clear()
            self._current = self._last_number
        return self._current

    def undo(self):
        if self._undo:
            self._redo.append(self._current)
            self._current = self._undo.pop()
        return self._current

    def redo(self):
        if self._redo:
            self._undo.append(self._current)
            self._current = self._redo.pop()
        return self._current

    def go(self, number):
        if number not in [*self._undo, self._current, *self._redo]:
            raise ValueError(f"There is no version {number}")
        while number in self._undo:
            self.undo()
        while number in self._redo:
            self.redo()
        return self._current

    def discard(self, number):
        if number == 1:
            raise ValueError("The first version cannot be discarded")
        if number in self._redo:
            del self._redo[: self._redo.index(number) + 1]
        else:
            self.go(number)
            self.undo()
            self._redo.clear()
        return self._current

    def text(self):
        return self._texts[self._current]

    def following(self):
        return self._redo[-1:]
