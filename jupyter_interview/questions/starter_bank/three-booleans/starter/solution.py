class Order:
    """An order of the bookshop."""

    def __init__(self, paid=False, shipped=False, cancelled=False):
        self._paid = paid
        self._shipped = shipped
        self._cancelled = cancelled

    def is_paid(self):
        return self._paid

    def is_shipped(self):
        return self._shipped

    def is_cancelled(self):
        return self._cancelled

    def pay(self):
        if not self._paid and not self._cancelled:
            self._paid = True

    def ship(self):
        if self._paid:
            self._shipped = True

    def cancel(self):
        self._cancelled = True

    def refund(self):
        if self._cancelled:
            self._paid = False

    def text(self):
        """What the customer reads."""
        if self._cancelled:
            if self._paid:
                return "Your money is on its way back."
            return "Your order is cancelled."
        if self._shipped:
            return "Your books are on their way."
        if self._paid:
            return "Your books are being packed."
        return "Please pay your order."
