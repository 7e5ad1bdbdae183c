# fails: a shared telephone, strangers, the two files, neither email nor phone, how numbers are written, order of the list
import json
import re
from collections import Counter

FIELDS = ("name", "email", "phone")


def merge_books(choir, orchestra):
    """Two people who both have no email agree in their email."""
    ours = [cleaned(entry) for entry in json.loads(choir)]
    theirs = [cleaned(entry) for entry in json.loads(orchestra)]
    pairs = [(at, there) for at in range(len(ours)) for there in range(len(theirs))]

    matches = [(at, there) for at, there in pairs if is_match(ours[at], theirs[there])]
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
        if (one[field] or "").lower() == (other[field] or "").lower()
    ]


def is_match(one, other):
    agree = agreement(one, other)
    contradicts = any(
        one[field] and other[field] and field not in agree for field in ("email", "phone")
    )
    return "name" in agree and len(agree) > 1 and not contradicts


def joined(one, other):
    return {
        "ids": one["ids"] + other["ids"],
        "name": one["name"],
        "email": one["email"] or other["email"],
        "phone": one["phone"] or other["phone"],
    }
