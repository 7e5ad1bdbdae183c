/** A module: a generator whose first step makes it and whose second evaluates it. */
import { IMPORT } from '../module-imports';
import { chained } from '../positions';
import { inScript, scriptUnit } from '../program-script';
import type { RunScript } from '../program-script';
import { DEPENDENCY, EXPORTS, META } from './analysis';
import type { IDependency, IFileText } from './analysis';
import { FileFault } from './fault';
import { emptyNamespace, fill, seal } from './namespace';
import { Unit } from './unit';
import type { ITools } from './unit';
import type { IBinding, IReadFile, ISource } from './sources';
import { HOME, isPath } from './where';

/** What a module gets, before the namespaces of what it imports. */
const NAMES = [META, IMPORT, EXPORTS];

export class ModuleUnit extends Unit {
  constructor(
    read: IReadFile,
    readonly code: IFileText,
    private _tools: ITools
  ) {
    super(read);
  }

  dependencies: ISource[] | null = null;

  get isLinked(): boolean {
    return this._steps !== null;
  }

  get isEvaluating(): boolean {
    return this._state === 'evaluating';
  }

  /** The first step: functions and exports are there, and nothing has a value yet. */
  begin(runScript: RunScript): Promise<unknown> | null {
    const { read, code } = this;
    const sources = this.dependencies as ISource[];
    const names = [...NAMES, ...sources.map((_, index) => `${DEPENDENCY}${index}`)];
    const exported = code.exports.map(([name, value]) => `${JSON.stringify(name)}: () => ${value}`);
    const head = `"use strict"; ${EXPORTS}({__proto__: null, ${exported.join(', ')}}); yield;`;
    const options = { awaits: code.awaits, isGenerator: true, head };
    const { program, url } = scriptUnit(code.body, names, options, runScript);
    read.file.url = url;
    read.file.place = chained(inScript, code.place, read.place);
    const take = (getters: Record<string, () => unknown>): void => {
      this._own = new Map(Object.entries(getters));
    };
    const values = [this._meta(), this._tools.import, take, ...sources.map(each => each.namespace)];
    this._steps = (program as (...args: unknown[]) => Iterator<unknown>)(...values);
    const step = this._steps.next() as unknown;
    if (code.namesDefault) {
      const value = this._own.get('default')?.() as object;
      Object.defineProperty(value, 'name', { value: 'default', configurable: true });
    }
    return code.awaits ? (step as Promise<unknown>) : null;
  }

  /** Throws when it imports something that is not there. */
  checkNames(): void {
    const sources = this.dependencies as ISource[];
    this.code.dependencies.forEach((dependency, index) => this._check(dependency, sources[index]));
  }

  private _check({ specifier, wanted }: IDependency, source: ISource): void {
    for (const { name, place } of wanted) {
      const binding = source.names() === null ? undefined : source.find(name);
      if (binding === null || binding?.identity === null) {
        throw new FileFault({
          name: this.name,
          text: this.read.text,
          place: this.read.place(place),
          kind: SyntaxError,
          message:
            binding === null
              ? `The requested module '${specifier}' does not provide an export named '${name}'`
              : `The requested module '${specifier}' contains conflicting star exports for name '${name}'`
        }).error;
      }
    }
  }

  /** Gives its namespace all names that are known. */
  complete(): void {
    const getters = new Map<string, () => unknown>();
    for (const name of this.names()) {
      const binding = this.find(name);
      if (binding !== null && binding.identity !== null) {
        getters.set(name, binding.get);
      }
    }
    fill(this.namespace, getters);
  }

  names(seen = new Set<ModuleUnit>()): readonly string[] {
    if (seen.has(this)) {
      return [];
    }
    seen.add(this);
    const names = new Set([...this._own.keys(), ...this.code.forwarded.map(({ name }) => name)]);
    for (const star of this.code.stars) {
      const source = (this.dependencies as ISource[])[star];
      const theirs = source instanceof ModuleUnit ? source.names(seen) : (source.names() ?? []);
      theirs.filter(name => name !== 'default').forEach(name => names.add(name));
    }
    return [...names];
  }

  find(name: string, seen = new Set<string>()): IBinding | null {
    const identity = `${this.name}\n${name}`;
    if (seen.has(identity)) {
      return null;
    }
    seen.add(identity);
    const own = this._own.get(name);
    if (own !== undefined) {
      return { identity, get: own };
    }
    const sources = this.dependencies as ISource[];
    const forwarded = this.code.forwarded.find(each => each.name === name);
    if (forwarded !== undefined) {
      const source = sources[forwarded.from];
      return forwarded.imported === null
        ? { identity: `${source.name}\n*`, get: () => source.namespace }
        : source.find(forwarded.imported, seen);
    }
    let found: IBinding | null = null;
    for (const star of name === 'default' ? [] : this.code.stars) {
      const source = sources[star];
      const binding = source.names() === null ? null : source.find(name, seen);
      if (binding !== null && found !== null && binding.identity !== found.identity) {
        return { ...binding, identity: null };
      }
      found ??= binding;
    }
    return found;
  }

  /** Whether it, or anything that it imports and that has not run, waits at its top. */
  waits(seen = new Set<ModuleUnit>()): boolean {
    if (seen.has(this) || this._state === 'done') {
      return false;
    }
    seen.add(this);
    return (
      this.code.awaits ||
      (this.dependencies ?? []).some(each => each instanceof ModuleUnit && each.waits(seen))
    );
  }

  evaluate(): Promise<void> | null {
    if (this._state === 'failed') {
      throw this._error;
    }
    if (this._state !== 'linked') {
      return this._waiting;
    }
    this._state = 'evaluating';
    return this._failing(() => {
      const waiting: Promise<void>[] = [];
      for (const source of this.dependencies as ISource[]) {
        const promise = source instanceof Unit ? source.evaluate() : null;
        if (promise !== null) {
          waiting.push(promise);
        }
      }
      if (waiting.length === 0) {
        return this._evaluateBody();
      }
      return Promise.all(waiting).then(() => this._evaluateBody() ?? undefined);
    });
  }

  private _evaluateBody(): Promise<void> | null {
    // Scripts have told their names by now.
    this.checkNames();
    this.complete();
    seal(this.namespace);
    const step = (this._steps as Iterator<unknown>).next() as unknown;
    return this.code.awaits ? (step as Promise<unknown>).then(() => undefined) : null;
  }

  /** Remembers the outcome: a file that imports it again gets the same error. */
  private _failing(work: () => Promise<void> | null): Promise<void> | null {
    const fail = (error: unknown): never => {
      this._state = 'failed';
      this._error = error;
      throw error;
    };
    let waiting: Promise<void> | null;
    try {
      waiting = work();
    } catch (error) {
      return fail(error);
    }
    const done = (): void => {
      this._state = 'done';
      this._waiting = null;
    };
    if (waiting === null) {
      done();
      return null;
    }
    this._waiting = waiting.then(done, fail);
    return this._waiting;
  }

  required(): unknown {
    if (!Object.hasOwn(this.namespace, 'default') || Object.hasOwn(this.namespace, '__esModule')) {
      return this.namespace;
    }
    this._facade ??= this._made();
    return this._facade;
  }

  /** For scripts that were compiled from modules: it says that it is one. */
  private _made(): object {
    const facade = emptyNamespace();
    const read = (name: string) => () => (this.namespace as Record<string, unknown>)[name];
    const names = Object.keys(this.namespace).map(name => [name, read(name)] as const);
    fill(facade, new Map<string, () => unknown>([...names, ['__esModule', () => true]]));
    seal(facade);
    return facade;
  }

  private _meta(): object {
    const filename = `${HOME}/${this.name}`;
    const url = `file://${filename.split('/').map(encodeURIComponent).join('/')}`;
    return Object.assign(Object.create(null) as object, {
      dirname: filename.replace(/\/[^/]*$/, ''),
      filename,
      resolve: (specifier: string) =>
        isPath(specifier)
          ? new URL(specifier, url).href
          : `node:${specifier.replace(/^node:/, '')}`,
      url
    });
  }

  private _own = new Map<string, () => unknown>();
  private _steps: Iterator<unknown> | null = null;
  private _state: 'linked' | 'evaluating' | 'done' | 'failed' = 'linked';
  private _waiting: Promise<void> | null = null;
  private _error: unknown = null;
  private _facade: object | null = null;
}
