# fails: nothing on the way
from depot import ConnectionLost, DepotError, rehearsal


class Client:
    def __init__(self, depot):
        self.depot = depot
        self.left = 30

    async def page(self, cursor):
        for pause in (1, 2, 4, 0):
            try:
                answer = await self.depot.get(cursor)
            except ConnectionLost:
                answer = {"status": 503}
            if answer["status"] == 200:
                return answer
            if answer["status"] != 429 and answer["status"] < 500 or not pause:
                break
            seconds = answer.get("wait", pause)
            if seconds > self.left:
                break
            self.left -= seconds
            await self.depot.wait(seconds)
        raise DepotError("There is no page")


async def all_parcels(depot):
    client = Client(depot)
    page = await client.page(None)
    parcels = dict.fromkeys(page["parcels"])
    while page["parcels"] and page["next"]:
        page = await client.page(page["next"])
        parcels.update(dict.fromkeys(page["parcels"]))
    return list(parcels)


async def rehearse(plan):
    return await rehearsal(plan, all_parcels)
