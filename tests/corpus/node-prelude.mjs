// What a program may use that Node does not have, for comparing. Preloaded with --import.
import { readFileSync } from 'node:fs';
import process from 'node:process';

const lines = process.stdin.isTTY ? [] : (readFileSync(0, 'utf8').match(/[^\n]*\n|[^\n]+$/g) ?? []);
globalThis.self = globalThis;
globalThis.prompt = (message = '', standard = '') => {
  process.stdout.write(message === '' || /\s$/.test(message) ? message : `${message} `);
  const line = lines.shift();
  return line === undefined ? null : line.replace(/\n$/, '') || standard;
};
