// The licences of other projects' code in a bundle, which its minified files no longer name.
import { join } from 'node:path';
import { licences } from '../runner-build/licences.mjs';
import { ROOT } from './script.mjs';
import { STYLED } from './sheet.mjs';

const PACKAGE = /^node_modules\/(@[^/]+\/)?[^/]+/;

/** Of every package with code in what was bundled. */
export function bundledLicences(...metafiles) {
  const inputs = metafiles.flatMap(metafile => Object.keys(metafile.inputs));
  const found = inputs.flatMap(input => input.match(PACKAGE)?.[0] ?? []);
  const folders = new Set([...found, ...STYLED.map(name => `node_modules/${name}`)]);
  return licences([...folders].map(folder => join(ROOT, folder)));
}
