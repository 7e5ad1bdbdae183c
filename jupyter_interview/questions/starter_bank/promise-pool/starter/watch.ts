// Watches a pool at work, with jobs that take turns instead of seconds.

/** Steps of promises after which everybody waits for the clock. */
const STEPS = 200;

export type Job<T> = () => Promise<T>;

/** A name, the turns that the server takes, and whether the job fails at its end. */
export type Photo = [name: string, turns: number, state?: 'broken'];

type Pool = (jobs: Job<string>[], limit: number) => Promise<string[] | undefined>;

/** What is seen of a pool at work. */
export interface Seen {
  results: string[] | undefined | null;
  error: string | null;
  /** The turn in which each photograph was begun. */
  begins: Record<string, number>;
  /** The most jobs that were under way at a time. */
  most: number;
  /** The turn in which the pool was done. */
  ends: number;
}

/** The server cannot read a photograph. */
export class Broken extends Error {}

/** Counts turns. The next one comes when everybody waits for it. */
class Clock {
  turn = 0;
  private waiting: { due: number; wake: () => void }[] = [];

  /** Waits for a number of turns; not at all for none. */
  async wait(turns: number): Promise<void> {
    if (turns > 0) {
      await new Promise<void>(wake => {
        this.waiting.push({ due: this.turn + turns, wake });
      });
    }
  }

  /** Wakes the one whose time comes next; false if nobody waits. */
  goOn(): boolean {
    this.waiting.sort((one, other) => one.due - other.due);
    const next = this.waiting.shift();
    if (next === undefined) {
      return false;
    }
    this.turn = next.due;
    next.wake();
    return true;
  }
}

/** What is seen when a pool makes small pictures of these photographs. */
export async function watch(runPool: Pool, photos: Photo[], limit: number): Promise<Seen> {
  const clock = new Clock();
  const begins: Record<string, number> = {};
  let now = 0;
  let most = 0;
  const seen: Pick<Seen, 'results' | 'error'> & { ends: number | null } = {
    results: null,
    error: null,
    ends: null
  };
  const mistakes: unknown[] = [];

  const jobs = photos.map(([name, turns, state]): Job<string> => async () => {
    begins[name] = clock.turn;
    now += 1;
    most = Math.max(most, now);
    try {
      await clock.wait(turns);
      if (state === 'broken') {
        throw new Broken(`${name} is broken`);
      }
      return `small ${name}`;
    } finally {
      now -= 1;
    }
  });

  const usePool = async (): Promise<void> => {
    try {
      seen.results = await runPool(jobs, limit);
    } catch (error) {
      if (error instanceof Broken) {
        seen.error = error.message;
      } else {
        mistakes.push(error);
      }
    }
    seen.ends = clock.turn;
  };

  void usePool();
  await everybodyWaits();
  while (clock.goOn()) {
    await everybodyWaits();
  }
  if (mistakes.length > 0) {
    throw mistakes[0];
  }
  const { results, error, ends } = seen;
  if (ends === null) {
    throw new Error('The pool waits, and no job is under way.');
  }
  return { results, error, begins, most, ends };
}

/** Lets everybody run until they wait. */
async function everybodyWaits(): Promise<void> {
  for (let step = 0; step < STEPS; step++) {
    await null;
  }
}
