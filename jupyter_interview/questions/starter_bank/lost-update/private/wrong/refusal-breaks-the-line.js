// fails: the next till after a refusal
import { AccountService, Refused, play } from './accounts.js';

function losingSchedule(tills, winner) {
  const others = tills.filter(till => till !== winner);
  return [...tills, ...others, winner];
}

/** A chain of promises for each card. After one that was rejected nothing runs any more. */
class SafeAccountService {
  #store;
  #lines = new Map();

  constructor(store) {
    this.#store = store;
  }

  deposit(till, card, amount) {
    return this.#alone([card], async () => {
      const balance = await this.#store.read(till, card);
      await this.#store.write(till, card, balance + amount);
      return balance + amount;
    });
  }

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

  transfer(till, source, target, amount) {
    return this.#alone([...new Set([source, target])].sort(), async () => {
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

  #alone([card, ...others], work) {
    const inner = others.length > 0 ? () => this.#alone(others, work) : work;
    const line = (this.#lines.get(card) ?? Promise.resolve()).then(inner);
    this.#lines.set(card, line);
    return line;
  }
}

async function lost(balance, deposits, winner) {
  const requests = deposits.map(([till, amount]) => [till, 'deposit', 'card', amount]);
  const schedule = losingSchedule(deposits.map(([till]) => till), winner);
  const { balances } = await play(AccountService, { card: balance }, requests, schedule);
  return balances.card;
}

async function served(balances, requests, schedule) {
  return play(SafeAccountService, balances, requests, schedule);
}
