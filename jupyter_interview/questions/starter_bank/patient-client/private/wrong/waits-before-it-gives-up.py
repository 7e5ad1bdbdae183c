# fails: a depot that is down
from depot import ConnectionLost, DepotError, rehearsal


async def all_parcels(depot):
    parcels, cursor, left = [], None, 30
    while True:
        for tries in range(4):
            try:
                answer = await depot.get(cursor)
            except ConnectionLost:
                answer = {"status": 503}
            if answer["status"] == 200:
                break
            if answer["status"] != 429 and answer["status"] < 500:
                raise DepotError("The depot refuses")
            pause = answer.get("wait", 2**tries)
            if pause > left:
                raise DepotError("No patience")
            left -= pause
            await depot.wait(pause)
        else:
            raise DepotError("The depot is down")
        parcels.extend(each for each in answer["parcels"] if each not in parcels)
        cursor = answer["next"]
        if cursor is None:
            return parcels


async def rehearse(plan):
    return await rehearsal(plan, all_parcels)
