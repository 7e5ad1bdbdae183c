# fails: a shared telephone, the two files, one contact agrees and one does not, a couple in both books, a couple and one of them is new, a phone of somebody who was merged
import json
import re
from collections import Counter

FIELDS = ("name", "email", "phone")


def merge_books(choir, orchestra):
    """Whoever has the same email or phone is the same person."""
    ours = [cleaned(entry) for entry in json.loads(choir)]
    theirs = [cleaned(entry) for entry in json.loads(orchestra)]
    pairs = [(at, there) for at in range(len(ours)) for there in range(len(theirs))]

    matches = [
        (at, there)
        for at, there in pairs
        if {"email", "phone"} & set(agreement(ours[at], theirs[there]))
    ]
    of_ours = Counter(at for at, _ in matches)
    of_theirs = Counter(there for _, there in matches)
    merged = {at: there for at, there in matches if of_ours[at] == of_theirs[there] == 1}
    taken = set(merged.values())

    people = [
        joined(person, theirs[merged[at]]) if at in merged else person
        for at, person in enumerate(ours)
    ]
    people += [person for there, person in enumerate(theirs) if there not in taken]
    doubtful = [
        {"ids": ours[at]["ids"] + theirs[there]["ids"], "agree": agree}
        for at, there in pairs
        if at not in merged and there not in taken
        if (agree := agreement(ours[at], theirs[there]))
    ]
    return {"people": people, "doubtful": doubtful}


def cleaned(entry):
    return {
        "ids": [entry["id"]],
        "name": " ".join(entry["name"].split()),
        "email": (entry.get("email") or "").strip().lower() or None,
        "phone": cleaned_phone(entry.get("phone") or ""),
    }


def cleaned_phone(phone):
    compact = re.sub(r"[^0-9+]", "", phone)
    return re.sub(r"^(?:\+44|0044)0?", "0", compact).replace("+", "") or None


def agreement(one, other):
    return [
        field
        for field in FIELDS
        if one[field] and other[field] and one[field].lower() == other[field].lower()
    ]


def joined(one, other):
    return {
        "ids": one["ids"] + other["ids"],
        "name": one["name"],
        "email": one["email"] or other["email"],
        "phone": one["phone"] or other["phone"],
    }
