# fails: welcome at once
from depot import ConnectionLost, DepotError, rehearsal


async def all_parcels(depot):
    parcels, cursor, waited = {}, None, 0
    while True:
        for pause in (1, 2, 4, None):
            try:
                answer = await depot.get(cursor)
            except ConnectionLost:
                answer = {"status": 503}
            status = answer["status"]
            if status == 200:
                break
            if pause is None or (status != 429 and status < 500):
                raise DepotError(f"The depot answers {status}")
            seconds = answer.get("wait") or pause
            waited += seconds
            if waited > 30:
                raise DepotError("No patience")
            await depot.wait(seconds)
        parcels.update(dict.fromkeys(answer["parcels"]))
        cursor = answer["next"]
        if cursor is None:
            return list(parcels)


async def rehearse(plan):
    return await rehearsal(plan, all_parcels)
