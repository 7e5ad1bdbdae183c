/**
 * What a program imports. An engine can only import addresses, so names of Node's modules are
 * replaced by addresses of theirs, and calls of `import()` by calls of a function that knows the
 * names. Anything else that is imported is a fault, found before anything runs.
 */
import { adviceOnModule } from './advice';
import { SYNTAX } from './syntax-place';
import type { IAcorn, ISyntaxFault } from './syntax-place';
import type { IEdit } from './positions';

/** A node of acorn's tree. */
interface INode {
  type: string;
  start: number;
  end: number;
  loc: { start: { line: number; column: number } };
  [member: string]: unknown;
}

export interface IImportFault extends ISyntaxFault {
  advice: string | null;
}

export interface IImports {
  /** Modules named in `import … from` and `export … from`, by where their names stand. */
  names: { specifier: string; wanted: string[]; node: INode }[];
  /** The words `import` of dynamic imports. */
  calls: INode[];
}

/** The function in the place of `import()`. */
export const IMPORT = '__interviewImport';

/** Whether `import()` may stand in a text; a comment may stand between its parts. */
export function mayImport(code: string): boolean {
  return /\bimport\s*[(/]/.test(code);
}

/** The imports of a text; throws acorn's error when it does not parse. */
export function findImports(acorn: IAcorn, code: string, isModule: boolean): IImports {
  const options = isModule ? SYNTAX : { ...SYNTAX, sourceType: 'script', ...LOOSE };
  const tree = acorn.parse(code, { ...options, locations: true }) as INode;
  const found: IImports = { names: [], calls: [] };
  for (const node of tree.body as INode[]) {
    const source = node.source as INode | null | undefined;
    if (source && /^(?:Import|Export)/.test(node.type)) {
      const specifiers = (node.specifiers ?? []) as INode[];
      found.names.push({
        specifier: String(source.value),
        wanted: specifiers.flatMap(each => wantedName(each)),
        node: source
      });
    }
  }
  if (mayImport(code)) {
    visit(tree, node => {
      if (node.type === 'ImportExpression') {
        found.calls.push(node);
      }
    });
  }
  return found;
}

/** A program that is no module may return and await at its top. */
const LOOSE = { allowReturnOutsideFunction: true, allowAwaitOutsideFunction: true };

/** Replacements for all imports; `address` gives null for a module that is not here. */
export function importEdits(
  imports: IImports,
  address: (specifier: string) => string | null
): IEdit[] {
  return [
    ...imports.calls.map(({ start }) => ({ start, end: start + 'import'.length, text: IMPORT })),
    ...imports.names.map(({ specifier, node: { start, end } }) => ({
      start,
      end,
      text: JSON.stringify(address(specifier))
    }))
  ];
}

/** The first import that cannot be; `exportsOf` gives null for a module that is not here. */
export function importFault(
  imports: IImports,
  known: readonly string[],
  files: readonly string[] | null,
  exportsOf: (specifier: string) => readonly string[] | null
): IImportFault | null {
  for (const { specifier, wanted, node } of imports.names) {
    const { line, column } = node.loc.start;
    const place = { line, column: column + 1 };
    const names = exportsOf(specifier);
    if (names === null) {
      const message = `Error: Cannot find module '${specifier}'`;
      return { ...place, message, advice: adviceOnModule(specifier, known, files) };
    }
    const missing = wanted.find(name => !names.includes(name));
    if (missing !== undefined) {
      const message = `SyntaxError: The module '${specifier}' does not provide an export named '${missing}'`;
      return { ...place, message, advice: null };
    }
  }
  return null;
}

function wantedName(specifier: INode): string[] {
  const name = (specifier.type === 'ImportSpecifier' ? specifier.imported : specifier.local) as
    | { name?: string; value?: string }
    | undefined;
  return /^(?:Import|Export)Specifier$/.test(specifier.type)
    ? [String(name?.name ?? name?.value)]
    : [];
}

function visit(node: unknown, see: (node: INode) => void): void {
  if (Array.isArray(node)) {
    node.forEach(each => visit(each, see));
  } else if (typeof node === 'object' && node !== null) {
    if (typeof (node as INode).type === 'string') {
      see(node as INode);
    }
    Object.values(node).forEach(each => visit(each, see));
  }
}
