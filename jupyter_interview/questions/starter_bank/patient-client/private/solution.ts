import { ConnectionLost, DepotError, rehearsal } from './depot.ts';
import type { Depot, Page, Plan, Refusal } from './depot.ts';

/** Seconds before the second time a page is asked for, before the third and so on. */
const PAUSES = [1, 2, 4];
/** Seconds that may be spent on waiting for a whole list. */
const PATIENCE = 30;

/** Fetches one list; it may wait only so long for all of its pages. */
class Fetching {
  private patience = PATIENCE;
  private readonly depot: Depot;

  constructor(depot: Depot) {
    this.depot = depot;
  }

  async parcels(): Promise<string[]> {
    const parcels = new Set<string>();
    let cursor: string | null = null;
    do {
      const page: Page = await this.page(cursor);
      page.parcels.forEach(parcel => parcels.add(parcel));
      cursor = page.next;
    } while (cursor !== null);
    return [...parcels];
  }

  private async page(cursor: string | null): Promise<Page> {
    for (const pause of [...PAUSES, null]) {
      const answer = await this.answer(cursor);
      if ('parcels' in answer) {
        return answer;
      }
      if (pause === null || !isPassing(answer.status)) {
        throw new DepotError(`The depot gave no page: ${answer.status}`);
      }
      await this.wait(answer.wait ?? pause);
    }
    throw new DepotError('The depot was not asked');
  }

  /** A broken connection counts as a busy depot. */
  private async answer(cursor: string | null): Promise<Page | Refusal> {
    try {
      return await this.depot.get(cursor);
    } catch (error) {
      if (error instanceof ConnectionLost) {
        return { status: 503 };
      }
      throw error;
    }
  }

  private async wait(seconds: number): Promise<void> {
    if (seconds > this.patience) {
      throw new DepotError(`No patience for ${seconds} more seconds`);
    }
    this.patience -= seconds;
    await this.depot.wait(seconds);
  }
}

/** Whether it may be better the next time. */
function isPassing(status: number): boolean {
  return status === 429 || status >= 500;
}

/** The numbers of all parcels in the depot, each once. */
async function allParcels(depot: Depot): Promise<string[]> {
  return new Fetching(depot).parcels();
}

/** What the tests call. */
function rehearse(plan: Plan): Promise<object> {
  return rehearsal(plan, allParcels);
}
