# fails: odd cents on three lines
"""Adds up the bread of the evening and rounds the sum, which is a cent more now and then."""


def receipt(sale):
    items = sale["items"]
    full = sum(price(item) for item in items)
    breads = [item for item in items if sale["hour"] >= 18 and item["kind"] == "bread"]
    others = [item for item in items if item not in breads]
    left, lines = full, []
    evening = sum(price(item) for item in breads) * 30 // 100
    free = sum(item["count"] // 6 * item["cents"] for item in others)
    for label, cents in [("Evening bread 30%", evening), ("Six for five", free)]:
        if cents > 0:
            lines.append(line(label, -cents))
            left -= cents
    if sale["member"] and left >= 1000:
        lines.append(line("Member 5%", -(left * 5 // 100)))
        left -= left * 5 // 100
    top = [line(article(item), price(item)) for item in items]
    end = [line("You save", full - left)] if left < full else []
    return [*top, "-" * 32, line("Sum", full), *lines, line("Total", left), *end]


def price(item):
    return item["cents"] * item["count"]


def article(item):
    return f"{item['count']} x {item['name']}" if item["count"] > 1 else item["name"]


def line(label, cents):
    return label[:24].ljust(24) + f"{cents / 100:.2f}".rjust(8)
