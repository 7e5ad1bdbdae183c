// fails: three photographs and room for two, the slowest one first, places that get free at different times, photographs that take no time, no place stays empty whatever ends first
import { watch } from './watch.ts';
import type { Job, Photo, Seen } from './watch.ts';

/** Puts the results in the order in which the jobs were done. */
async function runPool<T>(jobs: Job<T>[], limit: number): Promise<T[]> {
  const results: T[] = [];
  const errors: unknown[] = [];
  const queue = [...jobs];

  const work = async (): Promise<void> => {
    while (queue.length > 0 && errors.length === 0) {
      const job = queue.shift() as Job<T>;
      try {
        results.push(await job());
      } catch (error) {
        errors.push(error);
      }
    }
  };

  await Promise.all(Array.from({ length: limit }, work));
  if (errors.length > 0) {
    throw errors[0];
  }
  return results;
}

async function report(photos: Photo[], limit: number): Promise<Seen> {
  return watch(runPool, photos, limit);
}
