// Node's own `util.inspect` for the sandbox, of Node 20 (node-inspect-extracted 3.0, which is why
// its version is pinned), with eyes of ours where Node looks into the engine.
//
// A script cannot see the state of a promise, behind a proxy or into an iterator, and stacks look
// different in each engine. The package answers such questions with "unknown" in some places; they
// are led to the object `eyes`, which worker/inspect/eyes.ts fills.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const require = createRequire(import.meta.url);
const cache = join(here, '..', '..', 'node_modules', '.cache', 'jupyter-interview-runner');

export const NAME = 'node-inspect-extracted';

const PATCHES = [
  [
    'getPromiseDetails:function(){return[c,void 0]}',
    'getPromiseDetails:function(t){return eyes.promise(t,{pending:c,rejected:l})}'
  ],
  ['getProxyDetails:a.getProxyDetails', 'getProxyDetails:function(t,e){return eyes.proxy(t,e)}'],
  [
    'previewEntries:function(t){return[[],!1]}',
    'previewEntries:function(t,e){return eyes.entries(t,e)}'
  ],
  [
    'ObjectGetOwnPropertyDescriptor:Object.getOwnPropertyDescriptor',
    'ObjectGetOwnPropertyDescriptor:function(t,e){return eyes.descriptor(t,e)}'
  ],
  [
    'isAsyncFunction:function(t){return"function"==typeof t&&Function.prototype.toString.call(t).startsWith("async")}',
    'isAsyncFunction:function(t){return isMadeAs(t,ASYNC)}'
  ],
  [
    'isGeneratorFunction:function(t){return"function"==typeof t&&Function.prototype.toString.call(t).match(/^(async\\s+)?function *\\*/)}',
    'isGeneratorFunction:function(t){return isMadeAs(t,GENERATORS)}'
  ],
  ['function Br(t){return t.stack?wt(t.stack):T(t)}', 'function Br(t){return eyes.stack(t)}']
];

/** What a function was made as is told by its prototype: its text begins in many ways. */
const KINDS = `
var { getPrototypeOf } = Reflect;
var BOTH = getPrototypeOf(async function* () {});
var ASYNC = [getPrototypeOf(async function () {}), BOTH];
var GENERATORS = [getPrototypeOf(function* () {}), BOTH];
function isMadeAs(made, kinds) {
  if (typeof made !== 'function') return false;
  for (var kind = getPrototypeOf(made); kind !== null; kind = getPrototypeOf(kind)) {
    if (kind === kinds[0] || kind === kinds[1]) return true;
  }
  return false;
}
`;

/** The path of the patched file; throws when the package is not the one that is known here. */
export function patchedInspect() {
  let source = readFileSync(require.resolve(NAME), 'utf8');
  for (const [from, to] of PATCHES) {
    if (source.split(from).length !== 2) {
      throw new Error(`${NAME} has changed: "${from}" does not stand in it once`);
    }
    source = source.replace(from, () => to);
  }
  source = `var eyes = { descriptor: Object.getOwnPropertyDescriptor };\n${KINDS}${source}\nmodule.exports.eyes = eyes;\n`;
  const digest = createHash('sha256').update(source).digest('hex').slice(0, 16);
  const path = join(cache, `node-inspect.${digest}.cjs`);
  if (!existsSync(path)) {
    mkdirSync(cache, { recursive: true });
    writeFileSync(`${path}.${process.pid}`, source);
    renameSync(`${path}.${process.pid}`, path);
  }
  return path;
}

/** For esbuild. */
export const inspectPlugin = {
  name: 'node-inspect',
  setup(build) {
    build.onResolve({ filter: new RegExp(`^${NAME}$`) }, () => ({ path: patchedInspect() }));
  }
};
