from accounts import AccountService, Refused, play


def losing_schedule(tills, winner):
    """A schedule with which only the winner's deposit is left on the card."""


class SafeAccountService:
    """Does what AccountService does, and stays right when several tills are open."""

    def __init__(self, store):
        self._store = store

    async def deposit(self, till, card, amount):
        """Put money on a card; the answer is its new balance."""

    async def withdraw(self, till, card, amount):
        """Take money off a card; the answer is its new balance."""

    async def transfer(self, till, source, target, amount):
        """Take money off one card and put it on another; the answer is what the first one has."""


# The tests call these two functions, which need no change.


async def lost(balance, deposits, winner):
    """What is left on a card with the schedule, when each till puts an amount on it."""
    requests = [[till, "deposit", "card", amount] for till, amount in deposits]
    schedule = losing_schedule([till for till, _ in deposits], winner)
    outcome = await play(AccountService, {"card": balance}, requests, schedule)
    return outcome["balances"]["card"]


async def served(balances, requests, schedule):
    """What comes of requests to the new service."""
    return await play(SafeAccountService, balances, requests, schedule)
