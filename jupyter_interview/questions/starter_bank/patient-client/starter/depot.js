// What stands for the depot's server in a rehearsal. Leave it as it is.

/** No answer came. */
export class ConnectionLost extends Error {}

/** The parcels cannot be had. */
export class DepotError extends Error {}

/**
 * A server that answers as planned. A plan has `pages`, the first of which is called "first", and
 * may have `troubles`: what happens to the first request, the second one and so on. A trouble is a
 * refusal, "lost", or null for none.
 */
export class Depot {
  constructor(plan) {
    this.pages = plan.pages;
    this.troubles = [...(plan.troubles ?? [])];
    this.log = [];
  }

  /** The page at a cursor, or the first one; or a refusal. Throws ConnectionLost. */
  async get(cursor = null) {
    this.log.push(['get', cursor]);
    await null;
    const trouble = this.troubles.shift() ?? null;
    if (trouble === 'lost') {
      throw new ConnectionLost('No answer came');
    }
    if (trouble !== null) {
      return { ...trouble };
    }
    const page = this.pages[cursor ?? 'first'];
    if (page === undefined) {
      return { status: 404 };
    }
    return { status: 200, parcels: [...page.parcels], next: page.next ?? null };
  }

  /** Waits. A rehearsal only notes it down. */
  async wait(seconds) {
    await null;
    if (seconds > 0) {
      this.log.push(['wait', seconds]);
    }
  }
}

/** What `fetchAll` makes of a depot that behaves as planned. */
export async function rehearsal(plan, fetchAll) {
  const depot = new Depot(plan);
  try {
    return { parcels: await fetchAll(depot), log: depot.log };
  } catch (error) {
    if (error instanceof DepotError) {
      return { failed: true, log: depot.log };
    }
    throw error;
  }
}
