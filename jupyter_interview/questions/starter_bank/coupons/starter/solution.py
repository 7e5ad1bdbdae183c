def lowest_price(total, coupons):
    """The lowest price of a basket that costs so much without coupons, in cents."""
