# fails: thirty in a chain, few rivals
from itertools import combinations


def lowest_price(total, coupons):
    """Tries all choices, of which thirty coupons have a thousand million."""
    usable = [coupon for coupon in coupons if total >= coupon.get("from", 0)]
    best = 0
    for mask in range(1 << len(usable)):
        chosen = [coupon for index, coupon in enumerate(usable) if mask >> index & 1]
        if not any(are_rivals(one, other) for one, other in combinations(chosen, 2)):
            best = max(best, sum(saving(total, coupon) for coupon in chosen))
    return max(0, total - best)


def saving(total, coupon):
    return coupon["off"] if "off" in coupon else total * coupon["percent"] // 100


def are_rivals(one, other):
    return one["code"] in other.get("excludes", []) or other["code"] in one.get("excludes", [])
