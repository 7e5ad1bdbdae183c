from kitchen import Kitchen


class Screen:
    """The screen at the door of a dining room."""

    def __init__(self, plan, guests):
        self._kitchen = Kitchen(plan)
        self._guests = guests
        # For each house and day, what its kitchen said, by language. Nothing in here is changed.
        self._cache = {}

    def menu(self, name, day):
        """The dishes of the day for this guest, those without warnings first."""
        guest = self._guests[name]
        shown = [_shown(dish, guest["avoids"]) for dish in self._dishes(guest, day)]
        return sorted(shown, key=lambda dish: len(dish["warnings"]) > 0)

    def avoid(self, name, food):
        """From now on this guest must avoid that, too."""
        self._guests[name]["avoids"].append(food)

    def change(self, house, day, dishes):
        """The kitchen of the house cooks something else on that day."""
        self._kitchen.change(house, day, dishes)
        self._cache.pop((house, day), None)

    def asked(self):
        """How many times kitchens were asked so far."""
        return self._kitchen.asked

    def _dishes(self, guest, day):
        house, language = guest["house"], guest["language"]
        by_language = self._cache.setdefault((house, day), {})
        if language not in by_language:
            by_language[language] = self._kitchen.dishes(house, day, language)
        return by_language[language]


def _shown(dish, avoids):
    """A dish of its own for one guest."""
    contains = list(dish["contains"])
    warnings = [food for food in contains if food in avoids]
    return {"name": dish["name"], "contains": contains, "warnings": warnings}
