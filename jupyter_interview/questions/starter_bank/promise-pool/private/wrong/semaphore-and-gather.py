# fails: a broken photograph, two that are broken, broken in the middle, broken at once, one after the other and one is broken, nothing begins after an error whatever ends first
import asyncio

from watch import watch


async def run_pool(jobs, limit):
    """After an error it goes on with the others, and does not wait for them."""
    room = asyncio.Semaphore(limit)

    async def run(job):
        async with room:
            return await job()

    return await asyncio.gather(*map(run, jobs))


async def report(photos, limit):
    return await watch(run_pool, photos, limit)
