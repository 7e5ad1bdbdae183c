// fails: a busy moment, too many requests, a depot that is down, trouble on each page, half a minute, slow from page to page, told once and then not, trouble that is no use on the way
import { ConnectionLost, DepotError, rehearsal } from './depot.js';

async function allParcels(depot) {
  const parcels = new Set();
  let cursor = null;
  let patience = 30;

  async function page() {
    for (const pause of [1, 2, 4, null]) {
      let answer;
      try {
        answer = await depot.get(cursor);
      } catch (error) {
        if (!(error instanceof ConnectionLost)) {
          throw error;
        }
        answer = { status: 503 };
      }
      const { status } = answer;
      if (status === 200) {
        return answer;
      }
      const seconds = answer.wait ?? pause;
      if (pause === null || seconds > patience || (status !== 429 && status < 500)) {
        throw new DepotError(`The depot answers ${status}`);
      }
      patience -= seconds;
      depot.wait(seconds);
    }
  }

  do {
    const { parcels: found, next } = await page();
    found.forEach(parcel => parcels.add(parcel));
    cursor = next;
  } while (cursor !== null);
  return [...parcels];
}

function rehearse(plan) {
  return rehearsal(plan, allParcels);
}
