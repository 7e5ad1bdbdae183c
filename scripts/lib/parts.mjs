// The parts that are built from labextension/, and from which sources each was built.
//
// labextension/parts.json lists what each part is made of. A build writes the fingerprint of these
// files beside what it has made, so that whoever packages the part later can tell whether it is
// what the sources say: this file for `npm start` and `npm test`, scripts/front_end.py for `pip`.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { inRoot } from './paths.mjs';

const parts = JSON.parse(readFileSync(inRoot('labextension', 'parts.json'), 'utf8'));
const IGNORED = /(^|\/)(lib|node_modules|__pycache__)$|\.spec\.tsx?$|\.tsbuildinfo$|\.md$/;

/** The files below these paths of the clone that count as sources, in order. */
export function sources(inputs) {
  return inputs.flatMap(files).sort();
}

function files(path) {
  if (!existsSync(inRoot(path)) || IGNORED.test(path)) {
    return [];
  }
  return statSync(inRoot(path)).isDirectory()
    ? readdirSync(inRoot(path)).flatMap(name => files(`${path}/${name}`))
    : [path];
}

export function printOf(name) {
  const hash = createHash('sha256');
  for (const path of sources(parts[name].inputs)) {
    hash
      .update(`${path}\0`)
      .update(readFileSync(inRoot(path)))
      .update('\0');
  }
  return hash.digest('hex');
}

/** Whether a part is there, and was built from the sources as they are now. */
export function isBuilt(name) {
  const { outputs, print } = parts[name];
  return (
    [...outputs, print].every(path => existsSync(inRoot(path))) &&
    readFileSync(inRoot(print), 'utf8') === printOf(name)
  );
}

/** To be called when a part was built. A part of an older one is not marked as built. */
export function markBuilt(name) {
  const { print, after } = parts[name];
  if (after === undefined || isBuilt(after)) {
    writeFileSync(inRoot(print), printOf(name));
  } else {
    console.warn(`${name} was built from an older ${after}: run "npm run build:${after}" first.`);
  }
}
