// fails: trouble on each page, slow from page to page
import { ConnectionLost, DepotError, rehearsal } from './depot.js';

async function allParcels(depot) {
  const parcels = new Set();
  let cursor = null;
  let failures = 0;
  let waited = 0;
  for (;;) {
    const answer = await depot.get(cursor).catch(error => {
      if (error instanceof ConnectionLost) {
        return { status: 503 };
      }
      throw error;
    });
    if (answer.status === 200) {
      answer.parcels.forEach(each => parcels.add(each));
      cursor = answer.next;
      if (cursor === null) {
        return [...parcels];
      }
      continue;
    }
    failures += 1;
    if ((answer.status !== 429 && answer.status < 500) || failures === 4) {
      throw new DepotError(`The depot answers ${answer.status}`);
    }
    const pause = answer.wait ?? 2 ** (failures - 1);
    waited += pause;
    if (waited > 30) {
      throw new DepotError('No patience');
    }
    await depot.wait(pause);
  }
}

function rehearse(plan) {
  return rehearsal(plan, allParcels);
}
