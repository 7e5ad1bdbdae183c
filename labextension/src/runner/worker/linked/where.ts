/** Where a name in an import leads, among the files of a program. */

/** The folder of a program. */
export const HOME = '/home/sandbox';

const FROM_JAVASCRIPT = ['.js', '.mjs', '.cjs', '.json', '.ts', '.mts', '.cts'];
const FROM_TYPESCRIPT = ['.ts', '.mts', '.cts', '.js', '.mjs', '.cjs', '.json'];

/** Whether a name is that of a file, and not of a module of Node's or a package. */
export function isPath(specifier: string): boolean {
  return /^(?:\.{0,2}\/|\.{1,2}$|file:)/.test(specifier);
}

/**
 * The file that is meant, as Node and compilers of TypeScript find it: by its whole name, by its
 * name without its end, as the script that a file of TypeScript would become, or as the index of a
 * folder. Null when there is none.
 */
export function fileAt(
  specifier: string,
  from: string,
  isFile: (name: string) => boolean
): string | null {
  const path = pathOf(specifier, from);
  if (path === null) {
    return null;
  }
  const ends = isTypeScript(from) ? FROM_TYPESCRIPT : FROM_JAVASCRIPT;
  const script = /^(.*\.[mc]?)js$/.exec(path);
  const folder = path === '' ? '' : `${path}/`;
  const choices = [
    ...(specifier.endsWith('/') ? [] : [path, ...(script === null ? [] : [`${script[1]}ts`])]),
    ...(specifier.endsWith('/') ? [] : ends.map(end => path + end)),
    ...ends.map(end => `${folder}index${end}`)
  ];
  return choices.find(isFile) ?? null;
}

export function isTypeScript(name: string): boolean {
  return /\.(?:[mc]?ts|tsx)$/.test(name);
}

/** A path in the folder of the program; null for one that leads out of it. */
function pathOf(specifier: string, from: string): string | null {
  const path = absolute(specifier, from);
  return path === HOME ? '' : path.startsWith(`${HOME}/`) ? path.slice(HOME.length + 1) : null;
}

/** The whole path that a name means in a file. */
export function absolute(specifier: string, from: string): string {
  let text = specifier;
  if (text.startsWith('file:')) {
    try {
      text = decodeURIComponent(new URL(text).pathname);
    } catch {
      // It is shown as it is.
    }
  }
  const start = text.startsWith('/') ? [] : `${HOME}/${from}`.split('/').slice(0, -1);
  const parts: string[] = [];
  for (const part of [...start, ...text.split('/')]) {
    if (part === '..') {
      parts.pop();
    } else if (part !== '' && part !== '.') {
      parts.push(part);
    }
  }
  return `/${parts.join('/')}`;
}
