"""What the kitchens cook. This file belongs to them: read it, and leave it as it is."""


class Kitchen:
    """The kitchens of all houses. `plan` has the dishes of a house on a day."""

    def __init__(self, plan):
        self._plan = {(each["house"], each["day"]): each["dishes"] for each in plan}
        self.asked = 0

    def dishes(self, house, day, language):
        """What a house cooks on a day, with the names of one language. This is slow."""
        self.asked += 1
        return [
            {"name": dish["names"][language], "contains": dish["contains"], "warnings": []}
            for dish in self._plan.get((house, day), [])
        ]

    def change(self, house, day, dishes):
        """From now on the house cooks this on that day."""
        self._plan[house, day] = dishes
