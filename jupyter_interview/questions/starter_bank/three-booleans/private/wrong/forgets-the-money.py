# fails: cancelled after it was paid
MOVES = {
    "open": {"pay": "paid", "cancel": "cancelled"},
    "paid": {"ship": "shipped", "cancel": "cancelled"},
    "shipped": {"take back": "refunding"},
    "refunding": {"refund": "cancelled"},
    "cancelled": {},
}
STATES = {
    (False, False, False): "open",
    (True, False, False): "paid",
    (True, True, False): "shipped",
    (True, False, True): "refunding",
    (False, False, True): "cancelled",
}
TEXTS = {
    "open": "Please pay your order.",
    "paid": "Your books are being packed.",
    "shipped": "Your books are on their way.",
    "refunding": "Your money is on its way back.",
    "cancelled": "Your order is cancelled.",
}


class Order:
    """Cancels what is paid, and keeps the money."""

    def __init__(self, paid=False, shipped=False, cancelled=False):
        self._state = STATES[paid, shipped, cancelled]

    def state(self):
        return self._state

    def allowed(self):
        return [*MOVES[self._state]]

    def is_paid(self):
        return self._state in ("paid", "shipped", "refunding")

    def is_shipped(self):
        return self._state == "shipped"

    def is_cancelled(self):
        return self._state in ("refunding", "cancelled")

    def pay(self):
        self._state = MOVES[self._state]["pay"]

    def ship(self):
        self._state = MOVES[self._state]["ship"]

    def cancel(self):
        self._state = MOVES[self._state]["cancel"]

    def refund(self):
        self._state = MOVES[self._state]["refund"]

    def take_back(self):
        self._state = MOVES[self._state]["take back"]

    def text(self):
        return TEXTS[self._state]
