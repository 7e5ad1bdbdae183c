// Watches a pool at work, with jobs that take turns instead of seconds.

/** Steps of promises after which everybody waits for the clock. */
const STEPS = 200;

/** The server cannot read a photograph. */
export class Broken extends Error {}

/** Counts turns. The next one comes when everybody waits for it. */
class Clock {
  turn = 0;
  #waiting = [];

  /** Waits for a number of turns; not at all for none. */
  async wait(turns) {
    if (turns > 0) {
      await new Promise(wake => {
        this.#waiting.push({ due: this.turn + turns, wake });
      });
    }
  }

  /** Wakes the one whose time comes next; false if nobody waits. */
  goOn() {
    if (this.#waiting.length === 0) {
      return false;
    }
    this.#waiting.sort((one, other) => one.due - other.due);
    const { due, wake } = this.#waiting.shift();
    this.turn = due;
    wake();
    return true;
  }
}

/** What is seen when a pool makes small pictures of these photographs. */
export async function watch(runPool, photos, limit) {
  const clock = new Clock();
  const begins = {};
  let now = 0;
  let most = 0;
  const seen = { results: null, error: null, ends: null };
  const mistakes = [];

  const jobs = photos.map(([name, turns, state]) => async () => {
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

  const usePool = async () => {
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
  if (seen.ends === null) {
    throw new Error('The pool waits, and no job is under way.');
  }
  return { ...seen, begins, most };
}

/** Lets everybody run until they wait. */
async function everybodyWaits() {
  for (let step = 0; step < STEPS; step++) {
    await null;
  }
}
