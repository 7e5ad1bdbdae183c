# fails: a day without food
from kitchen import Kitchen


class Screen:
    """Takes an empty menu for one that is not known."""

    def __init__(self, plan, guests):
        self._kitchen = Kitchen(plan)
        self._guests = guests
        self._cache = {}

    def menu(self, name, day):
        guest = self._guests[name]
        shown = []
        for dish in self._dishes(guest, day):
            warnings = [food for food in dish["contains"] if food in guest["avoids"]]
            shown.append({**dish, "warnings": warnings})
        return sorted(shown, key=lambda dish: len(dish["warnings"]) > 0)

    def avoid(self, name, food):
        self._guests[name]["avoids"].append(food)

    def change(self, house, day, dishes):
        self._kitchen.change(house, day, dishes)
        self._cache.pop((house, day), None)

    def asked(self):
        return self._kitchen.asked

    def _dishes(self, guest, day):
        house, language = guest["house"], guest["language"]
        by_language = self._cache.setdefault((house, day), {})
        if not by_language.get(language):
            by_language[language] = self._kitchen.dishes(house, day, language)
        return by_language[language]
