/** `readFile(name)`: the text of a file of the program, for one that needs nothing else of Node. */
import type { INode } from './node/index';
import type { ITextFile } from '../types';

type ReadFileSync = (path: string, encoding: 'utf8') => string;

/** With Node's modules at hand it reads as they do, and so what the program has written. */
export function createReadFile(
  files: readonly ITextFile[],
  loaded: () => INode | null
): (name: unknown) => string {
  const texts = new Map(files.map(({ name, text }) => [name, text]));
  return function readFile(name) {
    const path = String(name);
    const fs = loaded()?.find('fs') as { readFileSync: ReadFileSync } | null | undefined;
    if (fs) {
      return fs.readFileSync(path, 'utf8');
    }
    const text = texts.get(path.replace(/^(?:\.\/)+/, ''));
    if (text === undefined) {
      const words = `ENOENT: no such file or directory, open '${path}'`;
      throw Object.assign(new Error(words), { errno: -2, code: 'ENOENT', syscall: 'open', path });
    }
    return text;
  };
}
