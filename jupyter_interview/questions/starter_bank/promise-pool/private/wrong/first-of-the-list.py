# fails: two that are broken, nothing begins after an error whatever ends first
import asyncio

from watch import watch


async def run_pool(jobs, limit):
    """Raises the error of the job that comes first in the list."""
    results = [None] * len(jobs)
    errors = {}
    queue = iter(enumerate(jobs))

    async def work():
        for place, job in queue:
            try:
                results[place] = await job()
            except Exception as error:
                errors[place] = error
            if errors:
                return

    await asyncio.gather(*(work() for _ in range(limit)))
    if errors:
        raise errors[min(errors)]
    return results


async def report(photos, limit):
    return await watch(run_pool, photos, limit)
