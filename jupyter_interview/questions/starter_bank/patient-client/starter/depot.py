"""What stands for the depot's server in a rehearsal. Leave it as it is."""


class ConnectionLost(Exception):
    """No answer came."""


class DepotError(Exception):
    """The parcels cannot be had."""


class Depot:
    """A server that answers as planned.

    A plan has `pages`, the first of which is called "first", and may have `troubles`: what happens
    to the first request, the second one and so on. A trouble is a refusal, "lost" or None (none).
    """

    def __init__(self, plan):
        self._pages = plan["pages"]
        self._troubles = list(plan.get("troubles", []))
        self.log = []

    async def get(self, cursor=None):
        """The page at a cursor, or the first one; or a refusal. Raises ConnectionLost."""
        self.log.append(["get", cursor])
        trouble = self._troubles.pop(0) if self._troubles else None
        if trouble == "lost":
            raise ConnectionLost("No answer came")
        if trouble is not None:
            return dict(trouble)
        page = self._pages.get("first" if cursor is None else cursor)
        if page is None:
            return {"status": 404}
        return {"status": 200, "parcels": list(page["parcels"]), "next": page.get("next")}

    async def wait(self, seconds):
        """Wait. A rehearsal only notes it down."""
        if seconds > 0:
            self.log.append(["wait", seconds])


async def rehearsal(plan, fetch):
    """What `fetch` makes of a depot that behaves as planned."""
    depot = Depot(plan)
    try:
        return {"parcels": await fetch(depot), "log": depot.log}
    except DepotError:
        return {"failed": True, "log": depot.log}
