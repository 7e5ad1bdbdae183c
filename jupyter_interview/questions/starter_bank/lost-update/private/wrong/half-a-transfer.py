# fails: both ways at once, both ways on a busy card, from a card to nowhere
import asyncio
from collections import defaultdict

from accounts import AccountService, Refused, play


def losing_schedule(tills, winner):
    others = [till for till in tills if till != winner]
    return [*tills, *others, winner]


class SafeAccountService:
    """A transfer is still a withdrawal and then a deposit, and others come between them."""

    def __init__(self, store):
        self._store = store
        self._locks = defaultdict(asyncio.Lock)

    async def deposit(self, till, card, amount):
        async with self._locks[card]:
            balance = await self._store.read(till, card)
            await self._store.write(till, card, balance + amount)
            return balance + amount

    async def withdraw(self, till, card, amount):
        async with self._locks[card]:
            balance = await self._store.read(till, card)
            if balance < amount:
                raise Refused("not enough")
            await self._store.write(till, card, balance - amount)
            return balance - amount

    async def transfer(self, till, source, target, amount):
        left = await self.withdraw(till, source, amount)
        await self.deposit(till, target, amount)
        return left


async def lost(balance, deposits, winner):
    requests = [[till, "deposit", "card", amount] for till, amount in deposits]
    schedule = losing_schedule([till for till, _ in deposits], winner)
    outcome = await play(AccountService, {"card": balance}, requests, schedule)
    return outcome["balances"]["card"]


async def served(balances, requests, schedule):
    return await play(SafeAccountService, balances, requests, schedule)
