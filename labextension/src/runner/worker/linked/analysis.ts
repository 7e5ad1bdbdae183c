/**
 * What a file imports and exports, and its text as the body of a function.
 *
 * An engine can only import addresses, and two files that import each other cannot both have the
 * other's address. So a module becomes a generator: its first step makes its functions and tells
 * its exports, its second evaluates it. What it imports it reads from the other's namespace each
 * time, which is what a live binding is. No line of a text moves.
 */
import * as acorn from 'acorn';
import { analyze } from 'eslint-scope';
import { IMPORT } from '../module-imports';
import { edited } from '../positions';
import type { IEdit, Place } from '../positions';
import { SYNTAX } from '../syntax-place';
import type { IPlace } from '../syntax-place';
import { awaitsAtTop, visit } from './tree';
import type { INode } from './tree';

/** Another module that is imported, in the order in which they stand. */
export interface IDependency {
  specifier: string;
  place: IPlace;
  /** Names that it must provide. */
  wanted: { name: string; place: IPlace }[];
}

/** An export that is another module's: its name there, or all of it when there is none. */
export interface IForwarded {
  name: string;
  from: number;
  imported: string | null;
}

export interface IFileText {
  isModule: boolean;
  /** For a function that `wrappedModule` or `wrappedScript` make. */
  body: string;
  place: Place;
  dependencies: IDependency[];
  /** Names of exports, each with an expression for its value. */
  exports: [name: string, expression: string][];
  forwarded: IForwarded[];
  /** Of which all names but `default` are exported: `export * from`. */
  stars: number[];
  awaits: boolean;
  /** Exports a function without a name, which is to be called `default`. */
  namesDefault: boolean;
  /** What is named in `require('…')` and `import('…')`. */
  called: string[];
  /** Other calls of these, which may mean any file. */
  callsAny: boolean;
}

/** Names in the functions that hold files. */
export const META = '__interviewMeta';
export const EXPORTS = '__interviewExports';
export const DEPENDENCY = '__interview';
const DEFAULT = '__interviewDefault';

/** Comments may stand between the two words. */
const EXPORT_DEFAULT = /^export(?:\s|\/\*[\s\S]*?\*\/|\/\/.*)*default/;

const LOOSE = { ...SYNTAX, sourceType: 'script', allowReturnOutsideFunction: true };

/** Throws acorn's error when the text is neither a script nor a module. */
export function analysed(
  script: string,
  form: 'module' | 'script' | null,
  isMain: boolean
): IFileText {
  if (form !== 'module') {
    try {
      const options = { ...LOOSE, allowAwaitOutsideFunction: isMain };
      return analysedScript(script, parsed(script, options));
    } catch (error) {
      if (form === 'script') {
        throw error;
      }
    }
  }
  return new ModuleAnalysis(script, parsed(script, SYNTAX)).result();
}

function parsed(script: string, options: object): INode {
  const all = { ...options, locations: true, ranges: true };
  return acorn.parse(script, all as unknown as acorn.Options) as unknown as INode;
}

function analysedScript(script: string, tree: INode): IFileText {
  const { edits, called, callsAny } = callsIn(tree);
  const { text, place } = edited(script, edits);
  return {
    isModule: false,
    body: text,
    place,
    dependencies: [],
    exports: [],
    forwarded: [],
    stars: [],
    awaits: awaitsAtTop(tree),
    namesDefault: false,
    called,
    callsAny
  };
}

/** Calls of `import()` and `require`, which lead to other files while a program runs. */
function callsIn(tree: INode): { edits: IEdit[]; called: string[]; callsAny: boolean } {
  const edits: IEdit[] = [];
  const called: string[] = [];
  let callsAny = false;
  const callees = new Set<INode>();
  const call = (argument: INode | undefined): void => {
    if (argument?.type === 'Literal') {
      called.push(String(argument.value));
    } else {
      callsAny = true;
    }
  };
  visit(tree, node => {
    if (node.type === 'ImportExpression') {
      edits.push({ start: node.start, end: node.start + 'import'.length, text: IMPORT });
      call(node.source as INode);
    } else if (node.type === 'CallExpression' && isNamed(node.callee as INode, 'require')) {
      callees.add(node.callee as INode);
      call((node.arguments as INode[])[0]);
    } else if (isNamed(node, 'require') && !callees.has(node)) {
      // It is handed on, and called elsewhere.
      callsAny = true;
    } else if (node.type === 'MetaProperty' && isNamed(node.meta as INode, 'import')) {
      edits.push({ start: node.start, end: node.end, text: META });
    }
  });
  return { edits, called, callsAny };
}

function isNamed(node: INode, name: string): boolean {
  return node.type === 'Identifier' && node.name === name;
}

class ModuleAnalysis {
  constructor(
    private _script: string,
    private _tree: INode
  ) {
    // `fallback` is for what the parser knows and the other library does not yet.
    this._scopes = analyze(_tree as never, {
      ecmaVersion: 2022,
      sourceType: 'module',
      fallback: 'iteration'
    });
  }

  result(): IFileText {
    const { edits, called, callsAny } = callsIn(this._tree);
    for (const node of this._tree.body as INode[]) {
      this._see(node);
    }
    edits.push(...this._references());
    const kept = edits.filter(
      ({ start }) => !this._removed.some(node => node.start <= start && start < node.end)
    );
    const { text, place } = edited(this._script, [...kept, ...this._edits]);
    return {
      isModule: true,
      body: text,
      place,
      dependencies: this._dependencies,
      exports: this._exports,
      forwarded: this._forwarded,
      stars: this._stars,
      awaits: awaitsAtTop(this._tree),
      namesDefault: this._namesDefault,
      called,
      callsAny
    };
  }

  private _see(node: INode): void {
    switch (node.type) {
      case 'ImportDeclaration':
        this._import(node);
        break;
      case 'ExportAllDeclaration': {
        const from = this._depend(node.source as INode);
        if (node.exported) {
          const name = nameOf(node.exported as INode);
          this._forwarded.push({ name, from, imported: null });
        } else {
          this._stars.push(from);
        }
        this._remove(node);
        break;
      }
      case 'ExportNamedDeclaration':
        this._exportNamed(node);
        break;
      case 'ExportDefaultDeclaration':
        this._exportDefault(node);
        break;
    }
  }

  private _import(node: INode): void {
    const from = this._depend(node.source as INode);
    for (const specifier of node.specifiers as INode[]) {
      const imported =
        specifier.type === 'ImportNamespaceSpecifier'
          ? null
          : specifier.type === 'ImportDefaultSpecifier'
            ? 'default'
            : nameOf(specifier.imported as INode);
      this._imported.set(nameOf(specifier.local as INode), { from, imported });
      this._want(from, imported, specifier);
    }
    this._remove(node);
  }

  private _exportNamed(node: INode): void {
    const declaration = node.declaration as INode | null;
    if (declaration !== null) {
      const names = declaration.id
        ? [nameOf(declaration.id as INode)]
        : this._scopes.getDeclaredVariables(declaration as never).map(({ name }) => name);
      this._exports.push(...names.map((name): [string, string] => [name, name]));
      this._cut(node.start, declaration.start);
      return;
    }
    const source = node.source as INode | null;
    const from = source && this._depend(source);
    for (const specifier of node.specifiers as INode[]) {
      const local = nameOf(specifier.local as INode);
      const name = nameOf(specifier.exported as INode);
      if (from !== null) {
        this._forwarded.push({ name, from, imported: local });
        this._want(from, local, specifier);
      } else {
        this._later.push([name, local]);
      }
    }
    this._remove(node);
  }

  private _exportDefault(node: INode): void {
    const declaration = node.declaration as INode;
    const id = declaration.id as INode | null | undefined;
    const isFunction = declaration.type === 'FunctionDeclaration';
    const head = EXPORT_DEFAULT.exec(this._script.slice(node.start))?.[0] ?? '';
    const start = node.start + head.length;
    if (id && (isFunction || declaration.type === 'ClassDeclaration')) {
      this._exports.push(['default', nameOf(id)]);
      this._cut(node.start, start);
      return;
    }
    this._exports.push(['default', DEFAULT]);
    if (isFunction) {
      this._namesDefault = true;
      this._cut(node.start, start);
      const words = /^(?:async\s+)?function\s*\*?/.exec(this._script.slice(declaration.start));
      const at = declaration.start + (words?.[0].length ?? 0);
      this._edits.push({ start: at, end: at, text: ` ${DEFAULT}` });
      return;
    }
    // A function or class without a name gets the name of what it is the value of.
    const isNameless = /^(?:Class|ArrowFunction|Function)/.test(declaration.type) && !id;
    this._cut(node.start, start, `const ${DEFAULT} = ${isNameless ? '{default: ' : ''}`);
    if (isNameless) {
      // Behind a parenthesis that may close, and before a semicolon.
      const at = this._script[node.end - 1] === ';' ? node.end - 1 : node.end;
      this._edits.push({ start: at, end: at, text: '}.default;' });
    }
  }

  /** Where what was imported is used. */
  private _references(): IEdit[] {
    const shorthands = new Set<unknown>();
    const calls = new Set<unknown>();
    const statements = new Set<number>();
    visit(this._tree, node => {
      if (node.type === 'Property' && node.shorthand === true) {
        const { value } = node as unknown as { value: INode };
        shorthands.add(value.type === 'AssignmentPattern' ? value.left : value);
      } else if (node.type === 'CallExpression') {
        calls.add(node.callee);
      } else if (node.type === 'TaggedTemplateExpression') {
        calls.add(node.tag);
      }
      for (const statement of statementsOf(node)) {
        if (statement.type === 'ExpressionStatement') {
          statements.add(statement.start);
        }
      }
    });
    for (const [name, local] of this._later) {
      const imported = this._imported.get(local);
      if (imported === undefined) {
        this._exports.push([name, local]);
      } else {
        this._forwarded.push({ name, ...imported });
      }
    }
    const edits: IEdit[] = [];
    const scope = this._scopes.globalScope?.childScopes[0];
    for (const variable of scope?.variables ?? []) {
      const imported = this._imported.get(variable.name);
      if (imported === undefined) {
        continue;
      }
      const value = read(imported);
      for (const { identifier } of variable.references) {
        const { start, end } = identifier as unknown as INode;
        const isCall = calls.has(identifier);
        let text = value;
        if (shorthands.has(identifier)) {
          text = `${variable.name}: ${value}`;
        } else if (isCall && imported.imported !== null) {
          // Called without the namespace as `this`; a line may end without a semicolon before it.
          text = `${statements.has(start) ? ';' : ''}(0,${value})`;
        }
        edits.push({ start, end, text, isCall });
      }
    }
    return edits;
  }

  private _depend(source: INode): number {
    const specifier = String(source.value);
    const found = this._dependencies.findIndex(each => each.specifier === specifier);
    if (found >= 0) {
      return found;
    }
    return this._dependencies.push({ specifier, place: placeOf(source), wanted: [] }) - 1;
  }

  private _want(from: number, name: string | null, node: INode): void {
    if (name !== null) {
      this._dependencies[from].wanted.push({ name, place: placeOf(node) });
    }
  }

  /** Takes a statement out and leaves its lines. */
  private _remove(node: INode): void {
    this._removed.push(node);
    this._cut(node.start, node.end, ';');
  }

  private _cut(start: number, end: number, text = ''): void {
    let at = start;
    for (const line of this._script.slice(start, end).split(/(\r\n|[\n\r\u2028\u2029])/)) {
      if (!/^[\r\n\u2028\u2029]/.test(line)) {
        this._edits.push({ start: at, end: at + line.length, text: at === start ? text : '' });
      }
      at += line.length;
    }
  }

  private _scopes: ReturnType<typeof analyze>;
  private _dependencies: IDependency[] = [];
  private _imported = new Map<string, { from: number; imported: string | null }>();
  private _exports: [string, string][] = [];
  private _forwarded: IForwarded[] = [];
  /** Exports of names that may be imported further down. */
  private _later: [string, string][] = [];
  private _stars: number[] = [];
  private _removed: INode[] = [];
  private _edits: IEdit[] = [];
  private _namesDefault = false;
}

function read({ from, imported }: { from: number; imported: string | null }): string {
  const namespace = `${DEPENDENCY}${from}`;
  return imported === null ? namespace : `${namespace}[${JSON.stringify(imported)}]`;
}

/** Statements that one may put an empty statement before. */
function statementsOf({ type, body, consequent }: INode): INode[] {
  if (type === 'Program' || type === 'BlockStatement' || type === 'StaticBlock') {
    return body as INode[];
  }
  return type === 'SwitchCase' ? (consequent as INode[]) : [];
}

function nameOf(node: INode): string {
  return String(node.type === 'Literal' ? node.value : node.name);
}

function placeOf({ loc }: INode): IPlace {
  return { line: loc.start.line, column: loc.start.column + 1 };
}
