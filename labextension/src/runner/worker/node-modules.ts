/** Node's modules for one program: read when it names one, and put where it looks for them. */
import type { ProgramInput } from './program-input';
import type { NodeTiming } from './node-timing';
import { nodeInspect } from './inspect/inspect';
import { findImports, IMPORT, importEdits, importFault } from './module-imports';
import type { IImportFault, IImports } from './module-imports';
import { HOST } from './node/host';
import type { INodeHost } from './node/host';
import type { INode } from './node/index';
import { edited } from './positions';
import type { Place } from './positions';
import { define } from './program-scope';
import type { IAcorn } from './syntax-place';
import type { Write } from './console';
import type { ITextFile } from '../types';

const createObjectURL = URL.createObjectURL.bind(URL);

export interface INodeOptions {
  /** The address of the file with the modules. */
  part: () => Promise<string>;
  fileName: string;
  /** The files that the program begins with; null for one that is a single file. */
  files: readonly ITextFile[] | null;
  write: Write;
  input: ProgramInput;
  timing: NodeTiming;
  begin: () => () => void;
  keep: (timer: number, isOn: boolean) => void;
  exit: (code: number) => never;
}

/** Where a blob module finds what it hands on; only while such modules are read. */
const EXPORTED = '__interviewModules';

export class NodeModules {
  constructor(private _options: INodeOptions) {}

  /** The modules, if the program has named any. */
  loaded: INode | null = null;

  /** Reads the modules and defines their global names. */
  async load(): Promise<INode> {
    if (this.loaded === null) {
      const { part, fileName, files, write, input, timing, begin, keep, exit } = this._options;
      const host: INodeHost = {
        fileName,
        files,
        write,
        inspect: nodeInspect,
        lineNow: prompt => input.now(prompt),
        lineLater: prompt => input.later(prompt),
        begin,
        keep,
        exit,
        immediate: callback => void timing.immediate(callback),
        nextTick: callback => timing.nextTick(callback)
      };
      Object.defineProperty(globalThis, HOST, { value: host, configurable: true });
      const { node } = (await import(await part())) as { node: INode };
      Reflect.deleteProperty(globalThis, HOST);
      this.loaded = node;
      define(globalThis, node.globals);
    }
    return this.loaded;
  }

  /** `require` of a program; one that needs nothing of Node never gets here. */
  readonly require = (specifier: string): object => {
    if (this.loaded === null) {
      throw new Error(`Cannot find module '${specifier}'`);
    }
    return this.loaded.require(specifier);
  };

  /** A module of Node's as `import *` gives it; null for one that is not here. */
  readonly namespaceOf = (specifier: string): object | null => {
    const found = this.loaded?.find(specifier) ?? null;
    return found && asNamespace(found);
  };

  /** The script with its imports led to where they are; or the first that leads nowhere. */
  async link(
    acorn: IAcorn,
    script: string,
    isModule: boolean
  ): Promise<{ script: string; place: Place } | IImportFault> {
    const imports = findImports(acorn, script, isModule);
    if (imports.names.length === 0 && imports.calls.length === 0) {
      return { script, place: position => position };
    }
    const node = await this.load();
    const own = this._options.files?.map(({ name }) => name) ?? null;
    const fault = importFault(imports, node.names, own, specifier => {
      const found = node.find(specifier);
      return found && exportNames(found);
    });
    if (fault !== null) {
      return fault;
    }
    const addresses = await this._addresses(node, imports);
    define(globalThis, { [IMPORT]: (specifier: unknown) => this._import(node, specifier) });
    const { text, place } = edited(
      script,
      importEdits(imports, specifier => addresses.get(specifier) ?? null)
    );
    return { script: text, place };
  }

  /** Modules of the engine with the names of Node's, read before the program is. */
  private async _addresses(node: INode, imports: IImports): Promise<Map<string, string>> {
    const addresses = new Map<string, string>();
    const exported: object[] = [];
    Object.defineProperty(globalThis, EXPORTED, { value: exported, configurable: true });
    for (const specifier of new Set(imports.names.map(each => each.specifier))) {
      const found = node.find(specifier) as object;
      const source = moduleSource(exported.push(found) - 1, found);
      const url = createObjectURL(new Blob([source], { type: 'text/javascript' }));
      addresses.set(specifier, url);
      await import(url);
    }
    Reflect.deleteProperty(globalThis, EXPORTED);
    return addresses;
  }

  private _import(node: INode, specifier: unknown): Promise<object> {
    return new Promise(resolve => {
      resolve(asNamespace(node.require(String(specifier))));
    });
  }
}

function asNamespace(module: object): object {
  return Object.freeze({ __proto__: null, ...module, default: module });
}

function exportNames(module: object): string[] {
  const names = Object.keys(module).filter(name =>
    /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(name)
  );
  return ['default', ...names.filter(name => name !== 'default')];
}

function moduleSource(at: number, module: object): string {
  const names = exportNames(module).slice(1);
  const bindings = names.map((name, index) => `$${index} = $$[${JSON.stringify(name)}]`);
  const exports = names.map((name, index) => `$${index} as ${name}`);
  return [
    `const $$ = globalThis.${EXPORTED}[${at}]${bindings.map(each => `, ${each}`).join('')};`,
    'export default $$;',
    `export { ${exports.join(', ')} };`
  ].join('\n');
}
