import { AccountService, Refused, play } from './accounts.js';

/** Everybody reads, then all others write, and the winner writes last. */
function losingSchedule(tills, winner) {
  const others = tills.filter(till => till !== winner);
  return [...tills, ...others, winner];
}

/** Does one piece of work after the other. One that fails does not stop the next. */
class Line {
  #last = Promise.resolve();

  run(work) {
    const done = this.#last.then(work);
    this.#last = done.catch(() => undefined);
    return done;
  }
}

/** Reads and writes a card while nobody else does: each card has a line of work. */
class SafeAccountService {
  #store;
  #lines = new Map();

  constructor(store) {
    this.#store = store;
  }

  /** Puts money on a card; the answer is its new balance. */
  deposit(till, card, amount) {
    return this.#alone([card], async () => {
      const balance = (await this.#store.read(till, card)) + amount;
      await this.#store.write(till, card, balance);
      return balance;
    });
  }

  /** Takes money off a card; the answer is its new balance. */
  withdraw(till, card, amount) {
    return this.#alone([card], async () => {
      const balance = await this.#store.read(till, card);
      if (balance < amount) {
        throw new Refused('not enough');
      }
      await this.#store.write(till, card, balance - amount);
      return balance - amount;
    });
  }

  /** Takes money off one card and puts it on another; the answer is what the first one has. */
  transfer(till, source, target, amount) {
    return this.#alone([source, target], async () => {
      const left = await this.#store.read(till, source);
      const there = await this.#store.read(till, target);
      if (left < amount) {
        throw new Refused('not enough');
      }
      if (source === target) {
        return left;
      }
      await this.#store.write(till, source, left - amount);
      await this.#store.write(till, target, there + amount);
      return left - amount;
    });
  }

  /** Works alone with cards. Everybody takes them in one order, so nobody waits in a circle. */
  #alone(cards, work) {
    const inOrder = [...new Set(cards)].sort();
    const guarded = inOrder.reduceRight((inner, card) => () => this.#line(card).run(inner), work);
    return guarded();
  }

  #line(card) {
    if (!this.#lines.has(card)) {
      this.#lines.set(card, new Line());
    }
    return this.#lines.get(card);
  }
}

/** What is left on a card with the schedule, when each till puts an amount on it. */
async function lost(balance, deposits, winner) {
  const requests = deposits.map(([till, amount]) => [till, 'deposit', 'card', amount]);
  const schedule = losingSchedule(deposits.map(([till]) => till), winner);
  const { balances } = await play(AccountService, { card: balance }, requests, schedule);
  return balances.card;
}

/** What comes of requests to the new service. */
async function served(balances, requests, schedule) {
  return play(SafeAccountService, balances, requests, schedule);
}
