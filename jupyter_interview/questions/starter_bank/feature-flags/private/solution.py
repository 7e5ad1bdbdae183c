PLACES = 100


def place(flag, user):
    """Where a user stands for a flag, from 0 to 99. All apps must agree about it."""
    number = 0
    for character in f"{flag}:{user}":
        number = (number * 37 + ord(character)) % PLACES
    return number


class Flag:
    """One flag with its rules, as far as they do not ask for other flags."""

    def __init__(self, name, percent, needs=None):
        self.name = name
        self.needs = needs
        self._overrides = {}
        self.set_percent(percent)

    def set_percent(self, percent):
        if not 0 <= percent <= 100:
            raise ValueError(f"{percent} is no percentage")
        self._percent = percent

    def override(self, user, value):
        if value is None:
            self._overrides.pop(user, None)
        else:
            self._overrides[user] = value

    def is_on(self, user):
        if user is None:
            return self._percent == 100
        if user in self._overrides:
            return self._overrides[user]
        return place(self.name, user) < self._percent


class Flags:
    """What is new in the app, and who has it."""

    def __init__(self, settings):
        self._flags = {name: Flag(name, **setting) for name, setting in settings.items()}

    def is_on(self, flag, user):
        found = self._flags.get(flag)
        if found is None:
            return False
        if found.needs is not None and not self.is_on(found.needs, user):
            return False
        return found.is_on(user)

    def users_with(self, flag, users):
        return [user for user in users if self.is_on(flag, user)]

    def set_percent(self, flag, percent):
        self._known(flag).set_percent(percent)

    def override(self, flag, user, value):
        self._known(flag).override(user, value)

    def _known(self, flag):
        if flag not in self._flags:
            raise ValueError(f"There is no flag {flag}")
        return self._flags[flag]
