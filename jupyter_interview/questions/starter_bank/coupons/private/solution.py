from functools import cache


def lowest_price(total, coupons):
    usable = [coupon for coupon in coupons if total >= coupon.get("from", 0)]
    savings = [saving(total, coupon) for coupon in usable]
    rivals = rivals_of(usable)

    @cache
    def most(left):
        """The most that the coupons whose bits are in left take off together."""
        if left == 0:
            return 0
        first = (left & -left).bit_length() - 1
        rest = left & (left - 1)
        best = savings[first] + most(rest & ~rivals[first])
        if rest & rivals[first]:
            best = max(best, most(rest))
        return best

    return max(0, total - most((1 << len(usable)) - 1))


def saving(total, coupon):
    return coupon["off"] if "off" in coupon else total * coupon["percent"] // 100


def rivals_of(coupons):
    """For each coupon, the bits of those that it cannot be used together with."""
    at = {coupon["code"]: index for index, coupon in enumerate(coupons)}
    rivals = [0] * len(coupons)
    for index, coupon in enumerate(coupons):
        for code in coupon.get("excludes", []):
            if code in at:
                rivals[index] |= 1 << at[code]
                rivals[at[code]] |= 1 << index
    return rivals
