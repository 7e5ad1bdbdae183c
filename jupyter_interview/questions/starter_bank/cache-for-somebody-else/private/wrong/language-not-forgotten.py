# fails: the kitchen has run out of potatoes, a change for everybody, a change next door, there and back again
from copy import deepcopy

from kitchen import Kitchen


class Screen:
    """Adds the language to the key, and forgets under the old key when the plan changes."""

    def __init__(self, plan, guests):
        self._kitchen = Kitchen(plan)
        self._guests = guests
        self._cache = {}

    def menu(self, name, day):
        guest = self._guests[name]
        dishes = deepcopy(self._dishes(guest, day))
        for dish in dishes:
            for food in dish["contains"]:
                if food in guest["avoids"]:
                    dish["warnings"].append(food)
        dishes.sort(key=lambda dish: len(dish["warnings"]) > 0)
        return dishes

    def avoid(self, name, food):
        self._guests[name]["avoids"].append(food)

    def change(self, house, day, dishes):
        self._kitchen.change(house, day, dishes)
        self._cache.pop((house, day), None)

    def asked(self):
        return self._kitchen.asked

    def _dishes(self, guest, day):
        key = (guest["house"], day, guest["language"])
        if key not in self._cache:
            self._cache[key] = self._kitchen.dishes(*key)
        return self._cache[key]
