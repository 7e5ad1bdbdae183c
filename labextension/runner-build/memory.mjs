// Starts a Python interpreter, puts the harness into it and writes its memory to a file.
//
//   memory.mjs PYODIDE LIBRARY TOOLS OUT
//
// Interpreters remember how the engine they started on calls through tables, so this is run by Deno,
// whose V8 is a browser's: Node before 22 does it otherwise. What wakes up in this memory must do it
// as Deno does (`src/runner/worker/kept-memory.ts`). Whether it can switch stacks (JSPI) is not in it.
import { readFileSync, writeFileSync } from 'node:fs';
import process from 'node:process';
import { pathToFileURL } from 'node:url';

const [pyodide, library, tools, out] = process.argv.slice(2);
if (!('Suspending' in WebAssembly)) {
  throw new Error('this engine is older than those of browsers');
}
const { loadPyodide } = await import(pathToFileURL(`${pyodide}/pyodide.mjs`).href);
const { installHarness, packMemory } = await import(
  `data:text/javascript;base64,${readFileSync(tools).toString('base64')}`
);
const python = await loadPyodide({
  indexURL: pyodide,
  stdLibURL: library,
  env: JSON.parse(process.env.PYTHON_ENV),
  _makeSnapshot: true
});
installHarness(python);
writeFileSync(out, packMemory(python.makeMemorySnapshot()));
process.exit(0);
