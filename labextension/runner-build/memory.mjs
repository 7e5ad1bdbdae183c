// Starts a Python interpreter, puts the harness into it and writes its memory to a file.
//
//   memory.mjs PYODIDE LIBRARY TOOLS OUT
//
// Interpreters remember what the engine they started on can do, so this is run by Deno, whose V8 is
// a browser's: Node before 25 can neither switch stacks (JSPI) nor, before 22, call through tables
// as Python wants it. What wakes up in this memory must be able to do both.
import { readFileSync, writeFileSync } from 'node:fs';
import process from 'node:process';
import { pathToFileURL } from 'node:url';

const [pyodide, library, tools, out] = process.argv.slice(2);
if (!('Suspending' in WebAssembly)) {
  throw new Error('this engine cannot switch stacks');
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
