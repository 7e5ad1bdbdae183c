/** The memory of a pack's interpreter, as the build bounds it. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect, it } from 'vitest';
import { withMemoryLimit } from '../../../runner-build/wasm-module.mjs';
import { PACKS, PACK_LANGUAGES } from './packs';
import sqlite from './sqlite.json';

const { resolve } = createRequire(import.meta.url);

/** A module with a memory of one page that exports it, and a function that grows it by one. */
const GROWS = new Uint8Array(
  [
    [0, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    [1, 5, 1, 0x60, 0, 1, 0x7f],
    [3, 2, 1, 0],
    [5, 3, 1, 0, 1],
    [7, 8, 1, 4, 0x67, 0x72, 0x6f, 0x77, 0, 0],
    [10, 8, 1, 6, 0, 0x41, 1, 0x40, 0, 0x0b]
  ].flat()
);

function growths(bytes: Uint8Array<ArrayBuffer>): number[] {
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(bytes));
  const grow = exports.grow as () => number;
  return [grow(), grow(), grow()];
}

it('SB17: a memory does not grow beyond its limit by an instruction either', () => {
  expect(growths(GROWS)).toEqual([1, 2, 3]);
  expect(growths(withMemoryLimit(GROWS, 2))).toEqual([1, -1, -1]);
  expect(() => withMemoryLimit(GROWS, 0)).toThrow('a memory that cannot be limited');
});

it('SB17: SQLite is still the module that it was, with 256 MB at most', () => {
  const { file, maxPages } = sqlite.parts.wasm;
  const original = readFileSync(resolve(`${sqlite.package}/${file}`));
  const limited = new WebAssembly.Module(withMemoryLimit(original, maxPages));
  const names = (module: WebAssembly.Module): string[] =>
    WebAssembly.Module.exports(module).map(({ name }) => name);
  expect(names(limited)).toEqual(names(new WebAssembly.Module(original)));
  expect(maxPages * 65536).toBe(256 * 1024 ** 2);
});

it.each(PACK_LANGUAGES)(
  'SB17: the data of %s says how much memory its modules may have',
  language => {
    const parts = Object.values(PACKS[language].parts) as { file: string; maxPages?: number }[];
    const modules = parts.filter(({ file }) => file.endsWith('.wasm'));
    expect(modules.length).toBeGreaterThan(0);
    expect(modules.every(({ maxPages = Infinity }) => maxPages <= 8192)).toBe(true);
  }
);
