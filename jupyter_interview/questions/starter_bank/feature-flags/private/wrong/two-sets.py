# fails: a second thought
class Flags:
    """Keeps who has it and who does not in two sets, where one can be in both."""

    def __init__(self, settings):
        self._percents = {}
        self._needs = {}
        self._on = set()
        self._off = set()
        for flag, setting in settings.items():
            self._percents[flag] = 0
            self._needs[flag] = setting.get("needs")
            self.set_percent(flag, setting["percent"])

    def is_on(self, flag, user):
        if flag not in self._percents:
            return False
        needed = self._needs[flag]
        if needed is not None and not self.is_on(needed, user):
            return False
        if user is None:
            return self._percents[flag] == 100
        if (flag, user) in self._on:
            return True
        if (flag, user) in self._off:
            return False
        place = 0
        for character in f"{flag}:{user}":
            place = (place * 37 + ord(character)) % 100
        return place < self._percents[flag]

    def users_with(self, flag, users):
        return [user for user in users if self.is_on(flag, user)]

    def set_percent(self, flag, percent):
        self._check(flag)
        if not 0 <= percent <= 100:
            raise ValueError(f"{percent} is no percentage")
        self._percents[flag] = percent

    def override(self, flag, user, value):
        self._check(flag)
        if value is None:
            self._on.discard((flag, user))
            self._off.discard((flag, user))
        elif value:
            self._on.add((flag, user))
        else:
            self._off.add((flag, user))

    def _check(self, flag):
        if flag not in self._percents:
            raise ValueError(f"There is no flag {flag}")
