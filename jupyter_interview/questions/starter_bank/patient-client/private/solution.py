from depot import ConnectionLost, DepotError, rehearsal

PAUSES = (1, 2, 4)
"""Seconds before the second time a page is asked for, before the third and so on."""
PATIENCE = 30
"""Seconds that may be spent on waiting for a whole list."""
TOO_MANY_REQUESTS = 429
BUSY = 503


class Patience:
    """What is left of the seconds that may be spent on waiting."""

    def __init__(self, depot, seconds):
        self._depot = depot
        self._left = seconds

    async def wait(self, seconds):
        if seconds > self._left:
            raise DepotError(f"No patience for {seconds} more seconds")
        self._left -= seconds
        await self._depot.wait(seconds)


async def all_parcels(depot):
    """The numbers of all parcels in the depot, each once."""
    patience = Patience(depot, PATIENCE)
    parcels = {}
    cursor = None
    while True:
        page = await page_at(depot, cursor, patience)
        parcels.update(dict.fromkeys(page["parcels"]))
        cursor = page["next"]
        if cursor is None:
            return list(parcels)


async def page_at(depot, cursor, patience):
    """One page, however often it must be asked for."""
    for pause in (*PAUSES, None):
        answer = await answer_of(depot, cursor)
        status = answer["status"]
        if status == 200:
            return answer
        if pause is None or not is_passing(status):
            raise DepotError(f"The depot gave no page: {status}")
        await patience.wait(answer.get("wait", pause))


async def answer_of(depot, cursor):
    """What the depot answers. A broken connection counts as a busy depot."""
    try:
        return await depot.get(cursor)
    except ConnectionLost:
        return {"status": BUSY}


def is_passing(status):
    """Whether it may be better the next time."""
    return status == TOO_MANY_REQUESTS or status >= 500


async def rehearse(plan):
    """What the tests call."""
    return await rehearsal(plan, all_parcels)
