/**
 * Modules of Pyodide as scripts that evaluate to what the modules export. Deno parses a module with
 * a parser of its own before the engine does, which takes longer than everything that comes after.
 */

/** The modules look where they came from, and need not know. */
const NOWHERE = '"http://sandbox.invalid/"';

/** The one statement with which a module exports, at its end. */
const EXPORT = /\bexport(?: default ([\w$]+)|\s*\{([^{}]*)\});?\s*(?:\/\/# .*\s*)?$/;

/** Throws where the module exports in another way. */
export function asScript(module: string): string {
  const found = EXPORT.exec(module);
  if (found === null) {
    throw new SyntaxError('a module does not say at its end what it exports');
  }
  const [, only, list] = found;
  const members =
    only === undefined
      ? list.split(',').map(each => each.split(' as ').reverse())
      : [['default', only]];
  const values = members.map(([name, value = name]) => `${name.trim()}: ${value.trim()}`);
  const body = module.slice(0, found.index).replaceAll('import.meta.url', NOWHERE);
  return `(() => { "use strict"; ${body}\nreturn { ${values.join(', ')} }; })()`;
}
