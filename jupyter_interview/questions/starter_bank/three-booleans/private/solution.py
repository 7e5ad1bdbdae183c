MOVES = {
    "open": {"pay": "paid", "cancel": "cancelled"},
    "paid": {"ship": "shipped", "cancel": "refunding"},
    "shipped": {"take back": "refunding"},
    "refunding": {"refund": "cancelled"},
    "cancelled": {},
}

# Paid, shipped and cancelled, as they are in the old database.
FLAGS = {
    "open": (False, False, False),
    "paid": (True, False, False),
    "shipped": (True, True, False),
    "refunding": (True, False, True),
    "cancelled": (False, False, True),
}

TEXTS = {
    "open": "Please pay your order.",
    "paid": "Your books are being packed.",
    "shipped": "Your books are on their way.",
    "refunding": "Your money is on its way back.",
    "cancelled": "Your order is cancelled.",
}


class Order:
    """An order of the bookshop."""

    def __init__(self, paid=False, shipped=False, cancelled=False):
        flags = (paid, shipped, cancelled)
        found = [state for state, known in FLAGS.items() if known == flags]
        if not found:
            raise ValueError(f"No order is paid, shipped and cancelled like this: {flags}")
        self._state = found[0]

    def state(self):
        return self._state

    def allowed(self):
        """What may be done with the order now."""
        return list(MOVES[self._state])

    def is_paid(self):
        return FLAGS[self._state][0]

    def is_shipped(self):
        return FLAGS[self._state][1]

    def is_cancelled(self):
        return FLAGS[self._state][2]

    def pay(self):
        self._do("pay")

    def ship(self):
        self._do("ship")

    def cancel(self):
        self._do("cancel")

    def refund(self):
        self._do("refund")

    def take_back(self):
        self._do("take back")

    def text(self):
        """What the customer reads."""
        return TEXTS[self._state]

    def _do(self, action):
        moves = MOVES[self._state]
        if action not in moves:
            raise ValueError(f"{action} is not possible: the order is {self._state}")
        self._state = moves[action]
