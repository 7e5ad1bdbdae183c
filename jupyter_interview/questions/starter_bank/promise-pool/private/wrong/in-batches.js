// fails: three photographs and room for two, the slowest one first, a broken photograph, places that get free at different times, two that are broken, broken in the middle, no place stays empty whatever ends first, nothing begins after an error whatever ends first
import { watch } from './watch.js';

/** Waits for the slowest of each batch, and for nobody after an error. */
async function runPool(jobs, limit) {
  const results = [];
  for (let at = 0; at < jobs.length; at += limit) {
    const batch = jobs.slice(at, at + limit);
    results.push(...(await Promise.all(batch.map(job => job()))));
  }
  return results;
}

async function report(photos, limit) {
  return watch(runPool, photos, limit);
}
