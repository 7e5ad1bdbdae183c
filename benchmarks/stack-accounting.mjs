// What the accounting of the engine's stack costs Python programs (docs/decisions/0015): each program
// in the interpreter as it comes from npm and in the one that the build makes of it, in turns.
//
//     node benchmarks/stack-accounting.mjs
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { accountForStack } from '../labextension/runner-build/stack-accounting.mjs';

const ROUNDS = 9;
const NPM = fileURLToPath(new URL('../node_modules/pyodide', import.meta.url));
const WASM = 'pyodide.asm.wasm';

const PROGRAMS = {
  'calls of Python (fib)':
    'def fib(n): return n if n < 2 else fib(n - 1) + fib(n - 2)\ndef go(): fib(23)',
  'sort with a key': 'def go(): sorted(range(40000), key=lambda x: -x)',
  'sum of a generator': 'def go(): sum(i * i for i in range(120000))',
  objects: `
class A:
    def __init__(self, x): self.x = x
    def get(self): return self.x
def go():
    for i in range(40000): A(i).get()`,
  'comparison methods': `
class A:
    def __init__(self, x): self.x = x
    def __lt__(self, other): return self.x < other.x
    def __eq__(self, other): return self.x == other.x
    def __hash__(self): return hash(self.x)
many = [A(i * 7919 % 5000) for i in range(5000)]
def go(): sorted(many); set(many)`,
  texts: "def go(): ''.join([str(i) + repr(i) + f'{i}' for i in range(30000)])",
  'lists that are freed': `
def go():
    for i in range(30000): x = [[1], [2], (3,)]; d = {'a': x}`,
  'a loop': `
def go():
    total = 0
    for i in range(300000): total += i * 3 % 7`,
  lru_cache: `
from functools import lru_cache
@lru_cache(None)
def f(a, b): return 1 if a == 0 or b == 0 else f(a - 1, b) + f(a, b - 1)
def go(): f.cache_clear(); f(70, 70)`,
  'a search in a grid': `
from collections import deque
def go():
    n, seen, queue = 200, {(0, 0)}, deque([(0, 0)])
    while queue:
        x, y = queue.popleft()
        for a, b in ((x + 1, y), (x, y + 1)):
            if a < n and b < n and (a, b) not in seen: seen.add((a, b)); queue.append((a, b))`
};

async function interpreter(folder, isWrapped) {
  cpSync(NPM, folder, { recursive: true });
  if (isWrapped) {
    writeFileSync(join(folder, WASM), accountForStack(readFileSync(join(NPM, WASM))));
  }
  const { loadPyodide } = await import(join(folder, 'pyodide.mjs'));
  return loadPyodide({ indexURL: `${folder}/` });
}

/** Milliseconds of the processor, so that what else the machine does counts less. */
function cost(go) {
  const begun = process.cpuUsage();
  go();
  return process.cpuUsage(begun).user / 1000;
}

const median = times => [...times].sort((a, b) => a - b)[Math.floor(times.length / 2)];

const home = mkdtempSync(join(tmpdir(), 'stack-accounting-'));
try {
  const both = [
    await interpreter(join(home, 'plain'), false),
    await interpreter(join(home, 'wrapped'), true)
  ];
  console.log('| program | npm, ms | ours, ms | ratio |\n|---|---:|---:|---:|');
  for (const [name, code] of Object.entries(PROGRAMS)) {
    const calls = both.map(python => {
      const names = python.globals.get('dict')();
      python.runPython(code, { globals: names });
      return names.get('go');
    });
    const times = [[], []];
    calls.forEach(go => [go(), go()]);
    for (let round = 0; round < ROUNDS; round++) {
      calls.forEach((go, index) => times[index].push(cost(go)));
    }
    const [plain, wrapped] = times.map(median);
    const ratio = (wrapped / plain).toFixed(2);
    console.log(`| ${name} | ${plain.toFixed(1)} | ${wrapped.toFixed(1)} | ${ratio} |`);
  }
} finally {
  rmSync(home, { recursive: true });
}
