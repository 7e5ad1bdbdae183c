import asyncio

from watch import watch


async def run_pool(jobs, limit):
    """Run all jobs, at most so many at a time, and return what they returned."""
    results = [None] * len(jobs)
    errors = []
    queue = iter(enumerate(jobs))

    async def work():
        for place, job in queue:
            try:
                results[place] = await job()
            except Exception as error:
                errors.append(error)
            if errors:
                return

    await asyncio.gather(*(work() for _ in range(min(limit, len(jobs)))))
    if errors:
        raise errors[0]
    return results


async def report(photos, limit):
    """What is seen of the pool at work. The tests call this; it needs no change."""
    return await watch(run_pool, photos, limit)
