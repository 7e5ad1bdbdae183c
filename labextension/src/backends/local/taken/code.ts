/** The code: the one file as it is, or all files in a zip. */
import type { ITaken } from '../../../model/ports';
import type { IAccount } from './account';
import { safeName, taken } from './names';
import { zip } from './zip';

/** The file of this name if it is the only one, or else a zip of all of them. */
export function code({ title, createdUs, files }: IAccount): ITaken {
  if (files.length === 1) {
    const [{ name, text }] = files;
    const last = partsOf(name).at(-1) ?? '';
    return taken(safeName(last, 'code.txt'), 'text/plain; charset=utf-8', text);
  }
  const paths = new Set<string>();
  const zipped = files.map(({ name, text }) => ({ path: free(pathOf(name), paths), text }));
  const content = zip(zipped, new Date(Math.floor(createdUs / 1000)));
  return taken(`${safeName(title)}.zip`, 'application/zip', content);
}

/** The path of a file in the zip, which leads nowhere outside of it. */
function pathOf(name: string): string {
  return (
    partsOf(name)
      .map(part => safeName(part, '_'))
      .join('/') || '_'
  );
}

function partsOf(name: string): string[] {
  return name.split('/').filter(part => part !== '' && part !== '.');
}

/** The path, with a number if another file has it where big and small letters are one. */
function free(path: string, paths: Set<string>): string {
  const [, whole, ending] = /^(.*?[^/])(\.[^./]+)?$/s.exec(path) ?? [path, path, ''];
  for (let number = 2; paths.has(folded(path)); number++) {
    path = `${whole}-${number}${ending ?? ''}`;
  }
  paths.add(folded(path));
  return path;
}

function folded(path: string): string {
  return path.toUpperCase().toLowerCase();
}
