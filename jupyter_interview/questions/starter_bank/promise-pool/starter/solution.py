from watch import watch


async def run_pool(jobs, limit):
    """Run all jobs, at most so many at a time, and return what they returned."""


async def report(photos, limit):
    """What is seen of the pool at work. The tests call this; it needs no change."""
    return await watch(run_pool, photos, limit)
