# fails: two small ones, a ring of five, one against four, thirty in a chain, few rivals
def lowest_price(total, coupons):
    """Takes the coupons with the greatest saving first, as the shop does now."""
    usable = [coupon for coupon in coupons if total >= coupon.get("from", 0)]
    chosen = []
    for coupon in sorted(usable, key=lambda each: saving(total, each), reverse=True):
        if not any(are_rivals(coupon, other) for other in chosen):
            chosen.append(coupon)
    return max(0, total - sum(saving(total, coupon) for coupon in chosen))


def saving(total, coupon):
    return coupon["off"] if "off" in coupon else total * coupon["percent"] // 100


def are_rivals(one, other):
    return one["code"] in other.get("excludes", []) or other["code"] in one.get("excludes", [])
