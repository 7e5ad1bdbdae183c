// The scripts of the sandbox: the frame's page, with its supervisor and workers inside.
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const here = dirname(fileURLToPath(import.meta.url));
const source = join(here, '..', 'src', 'runner');

export async function script(entry, options = {}) {
  const { outputFiles } = await build({
    entryPoints: [entry],
    bundle: true,
    minify: true,
    write: false,
    format: 'iife',
    legalComments: 'none',
    loader: { '.py': 'text' },
    target: ['es2022', 'chrome109', 'firefox115', 'safari16.4'],
    absWorkingDir: here,
    ...options
  });
  return outputFiles[0].text;
}

/** A module of the workers. */
export function worker(name, options = {}) {
  return script(join(source, 'worker', `${name}.ts`), options);
}

/** What runs one program on the server. */
export function serverScript(define) {
  return script(join(source, 'server', 'main.ts'), { define, format: 'esm' });
}

/** The page of the frame; `define` are constants for its scripts. */
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
