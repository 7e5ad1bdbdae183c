WIDTH, AMOUNT = 32, 8
EVENING = 18
MEMBERS_FROM = 1000


def print_receipt(sale):
    for text in receipt(sale):
        print(text)


def receipt(sale):
    """The lines of the receipt."""
    items = sale["items"]
    full = sum(price(item) for item in items)
    taken_off, left = [], full
    for label, discount in DISCOUNTS:
        cents = discount(sale, left)
        if cents > 0:
            taken_off.append(line(label, -cents))
            left -= cents
    return [
        *(line(article(item), price(item)) for item in items),
        "-" * WIDTH,
        line("Sum", full),
        *taken_off,
        line("Total", left),
        *([line("You save", full - left)] if left < full else []),
    ]


def evening_bread(sale, left):
    return sum(price(item) * 30 // 100 for item in sale["items"] if is_evening_bread(item, sale))


def six_for_five(sale, left):
    return sum(
        item["count"] // 6 * item["cents"]
        for item in sale["items"]
        if not is_evening_bread(item, sale)
    )


def member(sale, left):
    return left * 5 // 100 if sale["member"] and left >= MEMBERS_FROM else 0


# In the order of the receipt. Each is told what the ones before it left.
DISCOUNTS = [
    ("Evening bread 30%", evening_bread),
    ("Six for five", six_for_five),
    ("Member 5%", member),
]


def is_evening_bread(item, sale):
    return sale["hour"] >= EVENING and item["kind"] == "bread"


def price(item):
    return item["cents"] * item["count"]


def article(item):
    return f"{item['count']} x {item['name']}" if item["count"] > 1 else item["name"]


def line(label, cents):
    room = WIDTH - AMOUNT
    return label[:room].ljust(room) + f"{cents / 100:.2f}".rjust(AMOUNT)
