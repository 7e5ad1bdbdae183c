// What was made from what: a step is redone when the content of its inputs has changed, or what
// it made is gone. Dates are not looked at, so a checkout or a copy does not rebuild anything.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sources } from './parts.mjs';
import { inRoot, root, stamps } from './paths.mjs';

/** `inputs` are paths in the clone, `words` anything else that matters. */
export function fingerprint(inputs, words = []) {
  const hash = createHash('sha256').update(JSON.stringify([root, ...words]));
  for (const path of sources(inputs)) {
    hash.update(`\0${path}\0`).update(readFileSync(inRoot(path)));
  }
  return hash.digest('hex');
}

/** Runs `work` unless `name` was made from the same `print` before and `outputs` are there. */
export async function unlessFresh(name, { print, outputs }, work) {
  const stamp = join(stamps, name);
  const fresh =
    existsSync(stamp) &&
    readFileSync(stamp, 'utf8') === print &&
    outputs.every(output => existsSync(inRoot(output)));
  if (fresh) {
    return 'up to date';
  }
  rmSync(stamp, { force: true });
  const word = await work();
  mkdirSync(stamps, { recursive: true });
  writeFileSync(stamp, print);
  return word;
}
