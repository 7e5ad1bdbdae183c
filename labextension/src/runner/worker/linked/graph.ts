/**
 * Runs the files of a program: each once, in the order of the language, with what it imports.
 *
 * Modules are linked before any of them is evaluated, scripts run where they are asked for, as in
 * Node. Both may import or require the other.
 */
import { adviceOnModule } from '../advice';
import type { RunScript } from '../program-script';
import type { IPlace } from '../syntax-place';
import type { IDependency } from './analysis';
import { FileFault } from './fault';
import { JsonUnit } from './json-unit';
import { ModuleUnit } from './module-unit';
import { ScriptUnit } from './script-unit';
import { Unit } from './unit';
import type { ITools } from './unit';
import { ForeignSource } from './sources';
import type { IReadFile, ISource } from './sources';
import { HOME, absolute, fileAt, isPath } from './where';

export interface IGraphOptions {
  runScript: RunScript;
  /** Modules of Node's: what `require` gives, and the same as a namespace. Null: not here. */
  requireNode: (specifier: unknown) => unknown;
  importNode: (specifier: string) => object | null;
  nodeNames: () => readonly string[];
  /** Keeps the run alive until the function that it returns is called. */
  begin: () => () => void;
  /** Reads a file, and whatever it may lead to, if it was not read before. */
  read: (name: string) => Promise<void>;
}

export class Graph {
  constructor(
    /** All files that can be imported; those of them that were read. */
    private _files: ReadonlyMap<string, IReadFile>,
    private _names: readonly string[],
    private _main: string,
    private _options: IGraphOptions
  ) {}

  /** Runs the main file, immediately as far as it does not wait. */
  run(): unknown {
    const main = this._unit(this._main);
    const begun = this._link(main);
    return begun.length === 0 ? main.evaluate() : Promise.all(begun).then(() => main.evaluate());
  }

  /** The file that is meant by a path; null when there is none. */
  fileOf(specifier: string, from: string): string | null {
    return fileAt(specifier, from, name => this._names.includes(name));
  }

  /**
   * Makes the units of all that this one needs, so that each can be evaluated. The first step of a
   * module that waits takes a moment, which is to be awaited.
   */
  private _link(unit: Unit): Promise<unknown>[] {
    const linked: ModuleUnit[] = [];
    this._collect(unit, linked, new Set());
    const begun = linked.map(each => each.begin(this._options.runScript));
    linked.forEach(each => each.checkNames());
    linked.forEach(each => each.complete());
    return begun.filter(step => step !== null);
  }

  private _collect(unit: Unit, linked: ModuleUnit[], seen: Set<Unit>): void {
    if (seen.has(unit)) {
      return;
    }
    seen.add(unit);
    if (unit.read.fault !== null) {
      throw unit.read.fault.error;
    }
    if (unit instanceof ModuleUnit && !unit.isLinked) {
      unit.dependencies ??= unit.code.dependencies.map(each => this._source(each, unit));
      for (const source of unit.dependencies) {
        if (source instanceof Unit) {
          this._collect(source, linked, seen);
        }
      }
      linked.push(unit);
    }
  }

  private _source({ specifier, place }: IDependency, from: Unit): ISource {
    if (isPath(specifier)) {
      const name = this.fileOf(specifier, from.name);
      if (name !== null) {
        return this._unit(name);
      }
    } else {
      const namespace = this._options.importNode(specifier);
      if (namespace !== null) {
        return new ForeignSource(specifier, namespace);
      }
    }
    throw this._absent(specifier, from.read, from.read.place(place));
  }

  private _absent(specifier: string, from: IReadFile, place: IPlace | null): Error {
    const what = isPath(specifier)
      ? `module '${absolute(specifier, from.name)}'`
      : `package '${specifier}'`;
    return new FileFault({
      name: from.name,
      text: from.text,
      place,
      kind: Error,
      message: `Cannot find ${what} imported from ${HOME}/${from.name}`,
      code: 'ERR_MODULE_NOT_FOUND',
      advice: this._advice(specifier)
    }).error;
  }

  private _advice(specifier: string): string {
    return adviceOnModule(specifier, this._options.nodeNames(), this._names);
  }

  private _unit(name: string): Unit {
    let unit = this._units.get(name);
    if (unit === undefined) {
      const read = this._files.get(name) as IReadFile;
      const { code } = read;
      if (read.kind === 'json') {
        unit = new JsonUnit(read);
      } else if (code?.isModule) {
        unit = new ModuleUnit(read, code, this._tools(name));
      } else {
        unit = new ScriptUnit(
          read,
          this._tools(name),
          this._options.runScript,
          name === this._main
        );
      }
      this._units.set(name, unit);
    }
    return unit;
  }

  private _tools(from: string): ITools {
    const require = (specifier: unknown): unknown => this._require(specifier, from);
    const resolve = (specifier: string): string => {
      const name = isPath(specifier) ? this.fileOf(specifier, from) : null;
      if (name === null) {
        require(specifier);
      }
      return name === null ? specifier : `${HOME}/${name}`;
    };
    return {
      require: Object.assign(require, { resolve, cache: this._cache, main: undefined }),
      import: specifier => this._import(String(specifier), from),
      setMain: module => {
        this._mainModule = module;
      },
      main: () => this._mainModule
    };
  }

  private _require(specifier: unknown, from: string): unknown {
    if (typeof specifier !== 'string' || !isPath(specifier)) {
      return this._options.requireNode(specifier);
    }
    const unit = this._found(specifier, from);
    const begun = this._link(unit);
    if (begun.length > 0 || (unit instanceof ModuleUnit && unit.waits())) {
      throw Object.assign(
        new Error(
          `require() cannot be used on an ESM graph with top-level await: ${specifier}. ` +
            'Use import() instead.'
        ),
        { code: 'ERR_REQUIRE_ASYNC_MODULE' }
      );
    }
    if (unit instanceof ModuleUnit && unit.isEvaluating) {
      const message = `Cannot require() ES Module ${HOME}/${unit.name} in a cycle.`;
      throw Object.assign(new Error(message), { code: 'ERR_REQUIRE_CYCLE_MODULE' });
    }
    void unit.evaluate();
    return unit.required();
  }

  private _found(specifier: string, from: string): Unit {
    const name = this.fileOf(specifier, from);
    if (name === null) {
      const words = `Cannot find module '${specifier}'\n${this._advice(specifier)}`;
      throw Object.assign(new Error(words), { code: 'MODULE_NOT_FOUND' });
    }
    const { fault } = this._files.get(name) as IReadFile;
    if (fault !== null) {
      throw fault.error;
    }
    return this._unit(name);
  }

  private async _import(specifier: string, from: string): Promise<unknown> {
    if (!isPath(specifier)) {
      const found = this._options.importNode(specifier);
      if (found === null) {
        throw this._absent(specifier, this._files.get(from) as IReadFile, null);
      }
      return found;
    }
    const end = this._options.begin();
    try {
      const name = this.fileOf(specifier, from);
      if (name === null) {
        throw this._absent(specifier, this._files.get(from) as IReadFile, null);
      }
      await this._options.read(name);
      const unit = this._found(specifier, from);
      await Promise.all(this._link(unit));
      await unit.evaluate();
      return unit.namespace;
    } finally {
      end();
    }
  }

  private _units = new Map<string, Unit>();
  private _cache = {};
  private _mainModule: unknown = undefined;
}
