import { ConnectionLost, DepotError, rehearsal } from './depot.js';

/** Seconds before the second time a page is asked for, before the third and so on. */
const PAUSES = [1, 2, 4];
/** Seconds that may be spent on waiting for a whole list. */
const PATIENCE = 30;

/** What is left of the seconds that may be spent on waiting. */
class Patience {
  #depot;
  #left = PATIENCE;

  constructor(depot) {
    this.#depot = depot;
  }

  async wait(seconds) {
    if (seconds > this.#left) {
      throw new DepotError(`No patience for ${seconds} more seconds`);
    }
    this.#left -= seconds;
    await this.#depot.wait(seconds);
  }
}

/** The numbers of all parcels in the depot, each once. */
async function allParcels(depot) {
  const patience = new Patience(depot);
  const parcels = new Set();
  let cursor = null;
  do {
    const page = await pageAt(depot, cursor, patience);
    page.parcels.forEach(parcel => parcels.add(parcel));
    cursor = page.next;
  } while (cursor !== null);
  return [...parcels];
}

/** One page, however often it must be asked for. */
async function pageAt(depot, cursor, patience) {
  for (let refusals = 0; ; refusals++) {
    const answer = await answerOf(depot, cursor);
    if (answer.status === 200) {
      return answer;
    }
    if (refusals === PAUSES.length || !isPassing(answer.status)) {
      throw new DepotError(`The depot gave no page: ${answer.status}`);
    }
    await patience.wait(answer.wait ?? PAUSES[refusals]);
  }
}

/** What the depot answers. A broken connection counts as a busy depot. */
async function answerOf(depot, cursor) {
  try {
    return await depot.get(cursor);
  } catch (error) {
    if (error instanceof ConnectionLost) {
      return { status: 503 };
    }
    throw error;
  }
}

/** Whether it may be better the next time. */
function isPassing(status) {
  return status === 429 || status >= 500;
}

/** What the tests call. */
function rehearse(plan) {
  return rehearsal(plan, allParcels);
}
