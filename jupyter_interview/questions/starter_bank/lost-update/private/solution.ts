import { AccountService, Refused, play } from './accounts.ts';
import type { Balances, Outcome, Service, Store, TillRequest } from './accounts.ts';

type Work = () => Promise<number>;

/** Everybody reads, then all others write, and the winner writes last. */
function losingSchedule(tills: string[], winner: string): string[] {
  const others = tills.filter(till => till !== winner);
  return [...tills, ...others, winner];
}

/** Does one piece of work after the other. One that fails does not stop the next. */
class Line {
  private last: Promise<unknown> = Promise.resolve();

  run(work: Work): Promise<number> {
    const done = this.last.then(work);
    this.last = done.catch(() => undefined);
    return done;
  }
}

/** Reads and writes a card while nobody else does: each card has a line of work. */
class SafeAccountService implements Service {
  private readonly lines = new Map<string, Line>();

  constructor(private readonly store: Store) {}

  deposit(till: string, card: string, amount: number): Promise<number> {
    return this.alone([card], async () => {
      const balance = (await this.store.read(till, card)) + amount;
      await this.store.write(till, card, balance);
      return balance;
    });
  }

  withdraw(till: string, card: string, amount: number): Promise<number> {
    return this.alone([card], async () => {
      const balance = await this.store.read(till, card);
      if (balance < amount) {
        throw new Refused('not enough');
      }
      await this.store.write(till, card, balance - amount);
      return balance - amount;
    });
  }

  transfer(till: string, source: string, target: string, amount: number): Promise<number> {
    return this.alone([source, target], async () => {
      const left = await this.store.read(till, source);
      const there = await this.store.read(till, target);
      if (left < amount) {
        throw new Refused('not enough');
      }
      if (source === target) {
        return left;
      }
      await this.store.write(till, source, left - amount);
      await this.store.write(till, target, there + amount);
      return left - amount;
    });
  }

  /** Works alone with cards. Everybody takes them in one order, so nobody waits in a circle. */
  private alone(cards: string[], work: Work): Promise<number> {
    const inOrder = [...new Set(cards)].sort();
    const guarded = inOrder.reduceRight<Work>(
      (inner, card) => () => this.line(card).run(inner),
      work
    );
    return guarded();
  }

  private line(card: string): Line {
    const line = this.lines.get(card) ?? new Line();
    this.lines.set(card, line);
    return line;
  }
}

/** What is left on a card with the schedule, when each till puts an amount on it. */
async function lost(
  balance: number,
  deposits: [till: string, amount: number][],
  winner: string
): Promise<number> {
  const requests = deposits.map(
    ([till, amount]): TillRequest => [till, 'deposit', 'card', amount]
  );
  const schedule = losingSchedule(deposits.map(([till]) => till), winner);
  const { balances } = await play(AccountService, { card: balance }, requests, schedule);
  return balances.card;
}

/** What comes of requests to the new service. */
async function served(
  balances: Balances,
  requests: TillRequest[],
  schedule: string[]
): Promise<Outcome> {
  return play(SafeAccountService, balances, requests, schedule);
}
