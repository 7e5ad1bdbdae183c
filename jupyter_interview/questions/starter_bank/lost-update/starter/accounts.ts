// The cards of the café: the store that keeps them, and the service that the tills call.

/** Steps of promises after which everybody has gone on as far as they can. */
const TURNS = 100;

/** A till, a method of the service and its other arguments. */
export type TillRequest =
  | [till: string, method: 'deposit' | 'withdraw', card: string, amount: number]
  | [till: string, method: 'transfer', source: string, target: string, amount: number];

export type Balances = Record<string, number>;

/** What each till got, all balances, and in which order the tills were done. */
export interface Outcome {
  results: Record<string, number | string>;
  balances: Balances;
  finished: string[];
}

export interface Service {
  /** Puts money on a card; the answer is its new balance. */
  deposit(till: string, card: string, amount: number): Promise<number>;
  /** Takes money off a card; the answer is its new balance. */
  withdraw(till: string, card: string, amount: number): Promise<number>;
  /** Takes money off one card and puts it on another; the answer is what the first one has. */
  transfer(till: string, source: string, target: string, amount: number): Promise<number>;
}

/** A request that is not carried out; the message says why. */
export class Refused extends Error {}

interface OpenRequest {
  till: string;
  resolve: () => void;
}

/** Keeps the balance of each card, in cents. It is far away, so an answer takes a while. */
export class Store {
  readonly balances: Balances;
  private open: OpenRequest[] = [];

  constructor(balances: Balances) {
    this.balances = { ...balances };
  }

  /** The balance of a card. */
  async read(till: string, card: string): Promise<number> {
    await this.answered(till);
    if (!Object.hasOwn(this.balances, card)) {
      throw new Refused('no such card');
    }
    return this.balances[card];
  }

  /** Replaces the balance of a card. */
  async write(till: string, card: string, balance: number): Promise<void> {
    await this.answered(till);
    this.balances[card] = balance;
  }

  /** Whether this till has an open request. */
  isAskedBy(till: string): boolean {
    return this.open.some(request => request.till === till);
  }

  /** Answers the oldest open request of a till. */
  answer(till: string): void {
    const at = this.open.findIndex(request => request.till === till);
    const [request] = this.open.splice(at, 1);
    request.resolve();
  }

  private answered(till: string): Promise<void> {
    return new Promise<void>(resolve => {
      this.open.push({ till, resolve });
    });
  }
}

/** What the tills call. All is well as long as only one of them is open. */
export class AccountService implements Service {
  constructor(private readonly store: Store) {}

  async deposit(till: string, card: string, amount: number): Promise<number> {
    const balance = await this.store.read(till, card);
    await this.store.write(till, card, balance + amount);
    return balance + amount;
  }

  async withdraw(till: string, card: string, amount: number): Promise<number> {
    const balance = await this.store.read(till, card);
    if (balance < amount) {
      throw new Refused('not enough');
    }
    await this.store.write(till, card, balance - amount);
    return balance - amount;
  }

  async transfer(till: string, source: string, target: string, amount: number): Promise<number> {
    const left = await this.withdraw(till, source, amount);
    await this.deposit(till, target, amount);
    return left;
  }
}

/** Lets each till make its request, and lets the store answer in the order of the schedule. */
export async function play(
  ServiceClass: new (store: Store) => Service,
  balances: Balances,
  requests: TillRequest[],
  schedule: string[]
): Promise<Outcome> {
  const entries = [...schedule];
  const store = new Store(balances);
  const service = new ServiceClass(store);
  const tills = requests.map(([till]) => till);
  const results: Outcome['results'] = {};
  const finished: string[] = [];
  const mistakes: unknown[] = [];

  const serve = async (request: TillRequest): Promise<void> => {
    const [till] = request;
    results[till] = 'stuck';
    try {
      results[till] = await carriedOut(service, request);
    } catch (error) {
      if (error instanceof Refused) {
        results[till] = error.message;
      } else {
        mistakes.push(error);
      }
    }
    finished.push(till);
  };
  const answer = async (till: string): Promise<void> => {
    if (store.isAskedBy(till)) {
      store.answer(till);
      await everybodyGoesOn();
    }
  };
  const firstAsking = (): string | undefined => tills.find(till => store.isAskedBy(till));

  for (const request of requests) {
    void serve(request);
    await everybodyGoesOn();
  }
  for (const till of entries) {
    await answer(till);
  }
  for (let till = firstAsking(); till !== undefined; till = firstAsking()) {
    await answer(till);
  }

  if (mistakes.length > 0) {
    throw mistakes[0];
  }
  return { results, balances: store.balances, finished };
}

function carriedOut(service: Service, request: TillRequest): Promise<number> {
  return request[1] === 'transfer'
    ? service.transfer(request[0], request[2], request[3], request[4])
    : service[request[1]](request[0], request[2], request[3]);
}

/** Lets everybody run until they wait for an answer, or for each other. */
async function everybodyGoesOn(): Promise<void> {
  for (let turn = 0; turn < TURNS; turn++) {
    await null;
  }
}
