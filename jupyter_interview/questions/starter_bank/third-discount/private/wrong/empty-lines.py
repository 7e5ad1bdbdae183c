# fails: late and without bread, nothing bought, a very cheap slice
"""Prints the discount of the evening whenever it is evening, also if it takes nothing off."""


def receipt(sale):
    items = sale["items"]
    full = sum(price(item) for item in items)
    lines, left = [], full
    for label, discount in [
        ("Evening bread 30%", evening_bread),
        ("Six for five", six_for_five),
        ("Member 5%", member),
    ]:
        cents = discount(sale, left)
        if cents is not None:
            lines.append(line(label, -cents))
            left -= cents
    top = [line(article(item), price(item)) for item in items]
    end = [line("You save", full - left)] if left < full else []
    return [*top, "-" * 32, line("Sum", full), *lines, line("Total", left), *end]


def evening_bread(sale, left):
    if sale["hour"] < 18:
        return None
    return sum(price(item) * 30 // 100 for item in sale["items"] if item["kind"] == "bread")


def six_for_five(sale, left):
    free = 0
    for item in sale["items"]:
        if sale["hour"] < 18 or item["kind"] != "bread":
            free += item["count"] // 6 * item["cents"]
    return free or None


def member(sale, left):
    return left * 5 // 100 if sale["member"] and left >= 1000 else None


def price(item):
    return item["cents"] * item["count"]


def article(item):
    return f"{item['count']} x {item['name']}" if item["count"] > 1 else item["name"]


def line(label, cents):
    return label[:24].ljust(24) + f"{cents / 100:.2f}".rjust(8)
