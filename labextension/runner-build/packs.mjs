// The files of languages that are packs, as their data in src/runner/packs/NAME.json says.
import { readFileSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { script } from './scripts.mjs';
import { withMemoryLimit } from './wasm-module.mjs';

const require = createRequire(import.meta.url);
const source = join(dirname(fileURLToPath(import.meta.url)), '..', 'src', 'runner', 'packs');

/** By their names. */
export const packs = Object.fromEntries(
  readdirSync(source)
    .filter(name => name.endsWith('.json'))
    .map(name => [basename(name, '.json'), JSON.parse(readFileSync(join(source, name), 'utf8'))])
);

/** Each file with its role, the name that it is to be published under, and its bytes. */
export async function packFiles() {
  const files = [];
  for (const [language, { package: from, parts }] of Object.entries(packs)) {
    files.push({
      role: `${language}/adapter`,
      name: `${language}.mjs`,
      bytes: await adapter(language)
    });
    for (const [part, { file, maxPages }] of Object.entries(parts)) {
      const bytes = readFileSync(require.resolve(`${from}/${file}`));
      files.push({
        role: `${language}/${part}`,
        name: `${language}-${part}${extname(file)}`,
        bytes: maxPages === undefined ? bytes : withMemoryLimit(bytes, maxPages)
      });
    }
  }
  return files;
}

/** An adapter with the scripts of its interpreter, which look for Node and find nothing of it. */
function adapter(language) {
  return script(join(source, language, 'adapter.ts'), {
    format: 'esm',
    define: { 'import.meta.url': '"http://sandbox.invalid/x/"' },
    plugins: [
      {
        name: 'no-node',
        setup(bundle) {
          bundle.onResolve({ filter: /^(?:node:.*|fs|path|url|module|crypto)$/ }, ({ path }) => ({
            path,
            namespace: 'no-node'
          }));
          bundle.onLoad({ filter: /.*/, namespace: 'no-node' }, () => ({ contents: '' }));
        }
      }
    ]
  });
}
