// fails: no use in asking again, trouble that is no use on the way
import { DepotError, rehearsal } from './depot.ts';
import type { Depot, Page, Plan, Refusal } from './depot.ts';

async function allParcels(depot: Depot): Promise<string[]> {
  const parcels = new Set<string>();
  let cursor: string | null = null;
  let waited = 0;
  do {
    let page: Page | null = null;
    for (let tries = 0; page === null; tries++) {
      let pause = 2 ** tries;
      try {
        const answer: Page | Refusal = await depot.get(cursor);
        if ('parcels' in answer) {
          page = answer;
          break;
        }
        pause = answer.wait ?? pause;
      } catch {
        // The next time may be better.
      }
      if (tries === 3 || waited + pause > 30) {
        throw new DepotError('The depot is down');
      }
      waited += pause;
      await depot.wait(pause);
    }
    page?.parcels.forEach(parcel => parcels.add(parcel));
    cursor = page?.next ?? null;
  } while (cursor !== null);
  return [...parcels];
}

function rehearse(plan: Plan): Promise<object> {
  return rehearsal(plan, allParcels);
}
