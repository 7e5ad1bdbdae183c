// fails: the deposit of the till that came first, the deposit in the middle of three
import { AccountService, Refused, play } from './accounts.ts';
import type { Balances, Outcome, Service, Store, TillRequest } from './accounts.ts';

type Work = () => Promise<number>;

/** Takes it that the last of the list is the winner. */
function losingSchedule(tills: string[], winner: string): string[] {
  return [...tills, ...tills];
}

class SafeAccountService implements Service {
  private readonly lines = new Map<string, Promise<unknown>>();

  constructor(private readonly store: Store) {}

  deposit(till: string, card: string, amount: number): Promise<number> {
    return this.alone([card], async () => {
      const balance = await this.store.read(till, card);
      await this.store.write(till, card, balance + amount);
      return balance + amount;
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
    return this.alone([...new Set([source, target])].sort(), async () => {
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

  private alone([card, ...others]: string[], work: Work): Promise<number> {
    const inner = others.length > 0 ? () => this.alone(others, work) : work;
    const done = (this.lines.get(card) ?? Promise.resolve()).then(inner);
    this.lines.set(card, done.catch(() => undefined));
    return done;
  }
}

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

async function served(
  balances: Balances,
  requests: TillRequest[],
  schedule: string[]
): Promise<Outcome> {
  return play(SafeAccountService, balances, requests, schedule);
}
