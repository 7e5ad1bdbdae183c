"""Watches a pool at work, with jobs that take turns instead of seconds."""

import asyncio

STEPS = 20
"""Steps of the event loop after which everybody waits for the clock."""


class Broken(Exception):
    """The server cannot read a photograph."""


class Clock:
    """Counts turns. The next one comes when everybody waits for it."""

    def __init__(self):
        self.turn = 0
        self._waiting = []

    async def wait(self, turns):
        """Wait for a number of turns; not at all for none."""
        if turns > 0:
            due = asyncio.get_running_loop().create_future()
            self._waiting.append((self.turn + turns, due))
            await due

    def go_on(self):
        """Wake the one whose time comes next; False if nobody waits."""
        self._waiting = [each for each in self._waiting if not each[1].done()]
        if not self._waiting:
            return False
        next_one = min(self._waiting, key=lambda each: each[0])
        self._waiting.remove(next_one)
        self.turn, due = next_one
        due.set_result(None)
        return True


async def watch(run_pool, photos, limit):
    """What is seen when a pool makes small pictures of these photographs."""
    clock = Clock()
    begins = {}
    count = {"now": 0, "most": 0}
    seen = {"results": None, "error": None, "ends": None}

    def job_of(name, turns, state="whole"):
        async def job():
            begins[name] = clock.turn
            count["now"] += 1
            count["most"] = max(count.values())
            try:
                await clock.wait(turns)
                if state == "broken":
                    raise Broken(f"{name} is broken")
                return f"small {name}"
            finally:
                count["now"] -= 1

        return job

    async def use_pool():
        try:
            seen["results"] = await run_pool([job_of(*photo) for photo in photos], limit)
        except Broken as broken:
            seen["error"] = str(broken)
        seen["ends"] = clock.turn

    pool = asyncio.create_task(use_pool())
    await everybody_waits()
    while clock.go_on():
        await everybody_waits()
    if not pool.done():
        pool.cancel()
        raise RuntimeError("The pool waits, and no job is under way.")
    pool.result()
    return {**seen, "begins": begins, "most": count["most"]}


async def everybody_waits():
    """Let every task run until it waits."""
    for _ in range(STEPS):
        await asyncio.sleep(0)
