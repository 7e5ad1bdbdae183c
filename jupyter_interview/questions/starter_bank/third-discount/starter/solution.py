def print_receipt(sale):
    sum_ = 0
    for item in sale["items"]:
        if item["count"] > 1:
            text = str(item["count"]) + " x " + item["name"]
        else:
            text = item["name"]
        print(text[:24].ljust(24) + f"{item['cents'] * item['count'] / 100:.2f}".rjust(8))
        sum_ = sum_ + item["cents"] * item["count"]
    print("-" * 32)
    print("Sum".ljust(24) + f"{sum_ / 100:.2f}".rjust(8))
    total = sum_
    # evening
    if sale["hour"] >= 18:
        evening = 0
        for item in sale["items"]:
            if item["kind"] == "bread":
                evening = evening + item["cents"] * item["count"] * 30 // 100
        if evening > 0:
            print("Evening bread 30%".ljust(24) + f"{-evening / 100:.2f}".rjust(8))
            total = total - evening
    # members, see the letter of 2019
    if sale["member"]:
        if total >= 1000:
            member = total * 5 // 100
            print("Member 5%".ljust(24) + f"{-member / 100:.2f}".rjust(8))
            total = total - member
    print("Total".ljust(24) + f"{total / 100:.2f}".rjust(8))
    if total < sum_:
        print("You save".ljust(24) + f"{(sum_ - total) / 100:.2f}".rjust(8))


print_receipt(
    {
        "items": [
            {"name": "Rye bread", "kind": "bread", "cents": 395, "count": 2},
            {"name": "Poppy roll", "kind": "roll", "cents": 60, "count": 6},
            {"name": "Apple cake", "kind": "cake", "cents": 280, "count": 1},
        ],
        "hour": 19,
        "member": True,
    }
)
