// The cards of the café: the store that keeps them, and the service that the tills call.

/** Steps of promises after which everybody has gone on as far as they can. */
const TURNS = 100;

/** A request that is not carried out; the message says why. */
export class Refused extends Error {}

/** Keeps the balance of each card, in cents. It is far away, so an answer takes a while. */
export class Store {
  #open = [];

  constructor(balances) {
    this.balances = { ...balances };
  }

  /** The balance of a card. */
  async read(till, card) {
    await this.#answered(till);
    if (!Object.hasOwn(this.balances, card)) {
      throw new Refused('no such card');
    }
    return this.balances[card];
  }

  /** Replaces the balance of a card. */
  async write(till, card, balance) {
    await this.#answered(till);
    this.balances[card] = balance;
  }

  /** Whether this till has an open request. */
  isAskedBy(till) {
    return this.#open.some(request => request.till === till);
  }

  /** Answers the oldest open request of a till. */
  answer(till) {
    const at = this.#open.findIndex(request => request.till === till);
    const [{ resolve }] = this.#open.splice(at, 1);
    resolve();
  }

  #answered(till) {
    return new Promise(resolve => {
      this.#open.push({ till, resolve });
    });
  }
}

/** What the tills call. All is well as long as only one of them is open. */
export class AccountService {
  #store;

  constructor(store) {
    this.#store = store;
  }

  /** Puts money on a card; the answer is its new balance. */
  async deposit(till, card, amount) {
    const balance = await this.#store.read(till, card);
    await this.#store.write(till, card, balance + amount);
    return balance + amount;
  }

  /** Takes money off a card; the answer is its new balance. */
  async withdraw(till, card, amount) {
    const balance = await this.#store.read(till, card);
    if (balance < amount) {
      throw new Refused('not enough');
    }
    await this.#store.write(till, card, balance - amount);
    return balance - amount;
  }

  /** Takes money off one card and puts it on another; the answer is what the first one has. */
  async transfer(till, source, target, amount) {
    const left = await this.withdraw(till, source, amount);
    await this.deposit(till, target, amount);
    return left;
  }
}

/**
 * Lets each till make its request, and lets the store answer in the order of the schedule.
 *
 * A request is a till, a method of the service and its other arguments. This tells what each till
 * got, all balances, and in which order the tills were done.
 */
export async function play(Service, balances, requests, schedule) {
  const entries = [...schedule];
  const store = new Store(balances);
  const service = new Service(store);
  const tills = requests.map(([till]) => till);
  const results = Object.fromEntries(tills.map(till => [till, 'stuck']));
  const finished = [];
  const mistakes = [];

  const serve = async ([till, method, ...args]) => {
    try {
      results[till] = await service[method](till, ...args);
    } catch (error) {
      if (error instanceof Refused) {
        results[till] = error.message;
      } else {
        mistakes.push(error);
      }
    }
    finished.push(till);
  };
  const answer = async till => {
    if (store.isAskedBy(till)) {
      store.answer(till);
      await everybodyGoesOn();
    }
  };
  const firstAsking = () => tills.find(till => store.isAskedBy(till));

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

/** Lets everybody run until they wait for an answer, or for each other. */
async function everybodyGoesOn() {
  for (let turn = 0; turn < TURNS; turn++) {
    await null;
  }
}
