"""The cards of the café: the store that keeps them, and the service that the tills call."""

import asyncio

TURNS = 10
"""Turns of the event loop after which everybody has gone on as far as they can."""


class Refused(Exception):
    """A request that is not carried out; the text says why."""


class Store:
    """Keeps the balance of each card, in cents. It is far away, so an answer takes a while."""

    def __init__(self, balances):
        self.balances = dict(balances)
        self._open = []

    async def read(self, till, card):
        """The balance of a card."""
        await self._answered(till)
        if card not in self.balances:
            raise Refused("no such card")
        return self.balances[card]

    async def write(self, till, card, balance):
        """Replace the balance of a card."""
        await self._answered(till)
        self.balances[card] = balance

    def is_asked_by(self, till):
        """Whether this till has an open request."""
        return any(asking == till for asking, _ in self._open)

    def answer(self, till):
        """Answer the oldest open request of a till."""
        at = [asking for asking, _ in self._open].index(till)
        _, answered = self._open.pop(at)
        answered.set_result(None)

    async def _answered(self, till):
        answered = asyncio.get_running_loop().create_future()
        self._open.append((till, answered))
        await answered


class AccountService:
    """What the tills call. All is well as long as only one of them is open."""

    def __init__(self, store):
        self._store = store

    async def deposit(self, till, card, amount):
        """Put money on a card; the answer is its new balance."""
        balance = await self._store.read(till, card)
        await self._store.write(till, card, balance + amount)
        return balance + amount

    async def withdraw(self, till, card, amount):
        """Take money off a card; the answer is its new balance."""
        balance = await self._store.read(till, card)
        if balance < amount:
            raise Refused("not enough")
        await self._store.write(till, card, balance - amount)
        return balance - amount

    async def transfer(self, till, source, target, amount):
        """Take money off one card and put it on another; the answer is what the first one has."""
        left = await self.withdraw(till, source, amount)
        await self.deposit(till, target, amount)
        return left


async def play(service_class, balances, requests, schedule):
    """Let each till make its request, and let the store answer in the order of the schedule.

    A request is a till, a method of the service and its other arguments. This tells what each till
    got, all balances, and in which order the tills were done.
    """
    schedule = list(schedule)
    store = Store(balances)
    service = service_class(store)
    results = {request[0]: "stuck" for request in requests}
    finished, mistakes = [], []

    async def serve(till, method, *args):
        try:
            results[till] = await getattr(service, method)(till, *args)
        except Refused as refused:
            results[till] = str(refused)
        except Exception as mistake:
            mistakes.append(mistake)
        finished.append(till)

    async def answer(till):
        if store.is_asked_by(till):
            store.answer(till)
            await everybody_goes_on()

    tasks = []
    for request in requests:
        tasks.append(asyncio.create_task(serve(*request)))
        await everybody_goes_on()
    for till in schedule:
        await answer(till)
    while asking := [till for till in results if store.is_asked_by(till)]:
        await answer(asking[0])

    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    if mistakes:
        raise mistakes[0]
    return {"results": results, "balances": store.balances, "finished": finished}


async def everybody_goes_on():
    """Let every task run until it waits for an answer, or for another task."""
    for _ in range(TURNS):
        await asyncio.sleep(0)
