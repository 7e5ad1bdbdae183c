# fails: before the login
class Flags:
    """Computes a place for the text None, too."""

    def __init__(self, settings):
        self._settings = {flag: dict(setting) for flag, setting in settings.items()}
        self._overrides = {}
        for flag, setting in settings.items():
            self.set_percent(flag, setting["percent"])

    def is_on(self, flag, user):
        if flag not in self._settings:
            return False
        needed = self._settings[flag].get("needs")
        if needed and not self.is_on(needed, user):
            return False
        value = self._overrides.get((flag, user))
        if value is not None:
            return value
        place = 0
        for character in f"{flag}:{user}":
            place = (place * 37 + ord(character)) % 100
        return place < self._settings[flag]["percent"]

    def users_with(self, flag, users):
        return [user for user in users if self.is_on(flag, user)]

    def set_percent(self, flag, percent):
        if not 0 <= percent <= 100:
            raise ValueError(f"{percent} is no percentage")
        self._settings[flag]["percent"] = percent

    def override(self, flag, user, value):
        if flag not in self._settings:
            raise ValueError(f"There is no flag {flag}")
        self._overrides[flag, user] = value
