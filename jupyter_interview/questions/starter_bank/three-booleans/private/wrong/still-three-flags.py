# fails: an order of the old database, the books come home
KNOWN = {
    (False, False, False),
    (True, False, False),
    (True, True, False),
    (True, False, True),
    (False, False, True),
}
ALLOWED = {
    "open": ["pay", "cancel"],
    "paid": ["ship", "cancel"],
    "shipped": ["take back"],
    "refunding": ["refund"],
    "cancelled": [],
}
TEXTS = {
    "open": "Please pay your order.",
    "paid": "Your books are being packed.",
    "shipped": "Your books are on their way.",
    "refunding": "Your money is on its way back.",
    "cancelled": "Your order is cancelled.",
}


class Order:
    """Works out a state and keeps the booleans, which go on contradicting each other."""

    def __init__(self, paid=False, shipped=False, cancelled=False):
        if (paid, shipped, cancelled) not in KNOWN:
            raise ValueError("There is no such order")
        self._paid = paid
        self._shipped = shipped
        self._cancelled = cancelled

    def state(self):
        if self._cancelled:
            return "refunding" if self._paid else "cancelled"
        if self._shipped:
            return "shipped"
        return "paid" if self._paid else "open"

    def allowed(self):
        return ALLOWED[self.state()]

    def is_paid(self):
        return self._paid

    def is_shipped(self):
        return self._shipped

    def is_cancelled(self):
        return self._cancelled

    def pay(self):
        self._need("pay")
        self._paid = True

    def ship(self):
        self._need("ship")
        self._shipped = True

    def cancel(self):
        self._need("cancel")
        self._cancelled = True

    def refund(self):
        self._need("refund")
        self._paid = False

    def take_back(self):
        self._need("take back")
        self._cancelled = True

    def text(self):
        return TEXTS[self.state()]

    def _need(self, action):
        if action not in self.allowed():
            raise ValueError(f"{action} is not allowed")
