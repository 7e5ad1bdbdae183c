// What stands for the depot's server in a rehearsal. Leave it as it is.

export interface Page {
  status: 200;
  parcels: string[];
  next: string | null;
}

export interface Refusal {
  status: number;
  wait?: number;
}

/** What happens to the first request, the second one and so on; null is no trouble. */
export type Trouble = Refusal | 'lost' | null;

/** The first page is called "first". */
export interface Plan {
  pages: Record<string, { parcels: string[]; next?: string }>;
  troubles?: Trouble[];
}

export type Noted = ['get', string | null] | ['wait', number];

/** No answer came. */
export class ConnectionLost extends Error {}

/** The parcels cannot be had. */
export class DepotError extends Error {}

/** A server that answers as planned. */
export class Depot {
  readonly log: Noted[] = [];
  private readonly pages: Plan['pages'];
  private readonly troubles: Trouble[];

  constructor(plan: Plan) {
    this.pages = plan.pages;
    this.troubles = [...(plan.troubles ?? [])];
  }

  /** The page at a cursor, or the first one; or a refusal. Throws ConnectionLost. */
  async get(cursor: string | null = null): Promise<Page | Refusal> {
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
  async wait(seconds: number): Promise<void> {
    await null;
    if (seconds > 0) {
      this.log.push(['wait', seconds]);
    }
  }
}

/** What `fetchAll` makes of a depot that behaves as planned. */
export async function rehearsal(
  plan: Plan,
  fetchAll: (depot: Depot) => Promise<string[] | undefined>
): Promise<object> {
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
