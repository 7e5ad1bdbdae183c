from depot import ConnectionLost, DepotError, rehearsal


async def all_parcels(depot):
    """The numbers of all parcels in the depot, each once."""


async def rehearse(plan):
    """What the tests call."""
    return await rehearsal(plan, all_parcels)
