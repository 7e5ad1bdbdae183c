// The scripts of the sandbox: the frame's page, with its supervisor and workers inside.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { inspectPlugin } from './node-inspect.mjs';

const require = createRequire(import.meta.url);
const here = dirname(fileURLToPath(import.meta.url));
const source = join(here, '..', 'src', 'runner');

/** Folders of npm packages that stand in what was built. */
export const bundled = new Set();

function packagesIn({ outputs }) {
  return Object.values(outputs).flatMap(({ inputs }) =>
    Object.entries(inputs).flatMap(([path, { bytesInOutput }]) => {
      const folder = /^(?:\(disabled\):)?(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1];
      return bytesInOutput > 0 && folder && !folder.endsWith('.cache') ? [join(here, folder)] : [];
    })
  );
}

export async function script(entry, { plugins = [], ...options } = {}) {
  const { outputFiles, metafile } = await build({
    entryPoints: [entry],
    bundle: true,
    minify: true,
    write: false,
    format: 'iife',
    legalComments: 'none',
    metafile: true,
    loader: { '.py': 'text' },
    target: ['es2022', 'chrome109', 'firefox115', 'safari16.4'],
    absWorkingDir: here,
    plugins: [inspectPlugin, ...plugins],
    ...options
  });
  packagesIn(metafile).forEach(name => bundled.add(name));
  return outputFiles[0].text;
}

/** A module of the workers. */
export function worker(name, options = {}) {
  return script(join(source, 'worker', `${name}.ts`), options);
}

/** Node's modules for programs that name them: npm's packages, led to modules of ours for the rest. */
export function nodeModules() {
  const ours = name => join(source, 'worker', 'node', name);
  const leads = [
    // What `url` asks of it, the module of Node's own does as well.
    [/^qs$/, require.resolve('querystring-es3')],
    [/^util\/?$/, ours('util.ts')],
    [/^process\/?$/, ours('process-names.ts')],
    [/^buffer\/?$/, require.resolve('buffer/')],
    [/^events\/?$/, require.resolve('events/')],
    [/^string_decoder\/?$/, require.resolve('string_decoder/')]
  ];
  return worker('node/index', {
    format: 'esm',
    keepNames: true,
    inject: [ours('process-names.ts')],
    define: { global: 'globalThis' },
    plugins: [
      {
        name: 'node-modules',
        setup(bundle) {
          for (const [filter, path] of leads) {
            bundle.onResolve({ filter }, () => ({ path }));
          }
        }
      }
    ]
  });
}

/** TypeScript's own compiler. What it asks of a file system it asks in Node only. */
export function compiler() {
  return worker('compile/typescript', {
    format: 'esm',
    external: ['fs', 'path', 'os', 'crypto', 'inspector', 'perf_hooks', 'source-map-support']
  });
}

/** What runs one program on the server. */
export function serverScript(define) {
  return script(join(source, 'server', 'main.ts'), { define, format: 'esm' });
}

/** The page of the frame; `define` are constants for its scripts. One script may serve two kinds. */
export async function framePage(kinds, define) {
  const workers = await Promise.all(
    kinds.map(async kind => [kind, await worker(`${kind}-worker`, { define })])
  );
  const supervisor = await script(join(source, 'sandbox', 'supervisor.ts'), {
    define: { ...define, WORKER_SOURCES: JSON.stringify(Object.fromEntries(workers)) }
  });
  const inline = supervisor.replaceAll('</script', '<\\/script').replaceAll('<!--', '<\\!--');
  const template = readFileSync(join(source, 'sandbox', 'runner.html'), 'utf8');
  const parts = template.split('// supervisor');
  if (parts.length !== 2 || template.split('{{nonce}}').length !== 3) {
    throw new Error('runner.html does not have its placeholders');
  }
  return parts.join(inline.trim());
}
