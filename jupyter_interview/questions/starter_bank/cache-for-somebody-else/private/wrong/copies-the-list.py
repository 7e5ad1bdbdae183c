# fails: Ada and then Bo, somebody looks twice, the kitchen has run out of potatoes, a change next door, an allergy found today, a day without food, house 1 and house 11, three guests in a row, much to avoid, a full dining room, there and back again, changed before anybody came
from kitchen import Kitchen


class Screen:
    """Copies the list and not the dishes in it."""

    def __init__(self, plan, guests):
        self._kitchen = Kitchen(plan)
        self._guests = guests
        self._cache = {}

    def menu(self, name, day):
        guest = self._guests[name]
        dishes = list(self._dishes(guest, day))
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
        house, language = guest["house"], guest["language"]
        by_language = self._cache.setdefault((house, day), {})
        if language not in by_language:
            by_language[language] = self._kitchen.dishes(house, day, language)
        return by_language[language]
