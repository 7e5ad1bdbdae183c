from kitchen import Kitchen


class Screen:
    """The screen at the door of a dining room."""

    def __init__(self, plan, guests):
        self._kitchen = Kitchen(plan)
        self._guests = guests
        self._cache = {}

    def menu(self, name, day):
        """The dishes of the day for this guest, those without warnings first."""
        guest = self._guests[name]
        dishes = self._dishes(guest, day)
        for dish in dishes:
            for food in dish["contains"]:
                if food in guest["avoids"]:
                    dish["warnings"].append(food)
        dishes.sort(key=lambda dish: len(dish["warnings"]) > 0)
        return dishes

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
        key = (guest["house"], day)
        if key not in self._cache:
            self._cache[key] = self._kitchen.dishes(guest["house"], day, guest["language"])
        return self._cache[key]
