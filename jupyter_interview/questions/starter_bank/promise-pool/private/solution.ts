import { watch } from './watch.ts';
import type { Job, Photo, Seen } from './watch.ts';

/** Runs all jobs, at most so many at a time, and returns what they returned. */
async function runPool<T>(jobs: Job<T>[], limit: number): Promise<T[]> {
  const results = new Array<T>(jobs.length);
  const errors: unknown[] = [];
  let next = 0;

  const work = async (): Promise<void> => {
    while (next < jobs.length && errors.length === 0) {
      const place = next++;
      try {
        results[place] = await jobs[place]();
      } catch (error) {
        errors.push(error);
      }
    }
  };

  await Promise.all(Array.from({ length: Math.min(limit, jobs.length) }, work));
  if (errors.length > 0) {
    throw errors[0];
  }
  return results;
}

/** What is seen of the pool at work. The tests call this; it needs no change. */
async function report(photos: Photo[], limit: number): Promise<Seen> {
  return watch(runPool, photos, limit);
}
