/**
 * A script, which runs as Node runs a file that is no module. What it exports is known when it has
 * run.
 */
import { IMPORT } from '../module-imports';
import { chained } from '../positions';
import { inScript, scriptUnit } from '../program-script';
import type { RunScript } from '../program-script';
import type { IFileText } from './analysis';
import { fill, seal } from './namespace';
import { Unit } from './unit';
import type { ITools } from './unit';
import type { IBinding, IReadFile } from './sources';
import { HOME } from './where';

/** What a script gets, in the order of Node. */
const NAMES = ['exports', 'require', 'module', '__filename', '__dirname', IMPORT];

export class ScriptUnit extends Unit {
  constructor(
    read: IReadFile,
    private _tools: ITools,
    private _runScript: RunScript,
    private _isMain: boolean
  ) {
    super(read);
  }

  names(): readonly string[] | null {
    return this._isDone ? Object.keys(this.namespace) : null;
  }

  find(name: string): IBinding | null {
    return this._isDone && !Object.hasOwn(this.namespace, name) ? null : this._binding(name);
  }

  evaluate(): Promise<void> | null {
    if (this._module !== null) {
      return this._waiting;
    }
    const { read } = this;
    const { body, place, awaits } = read.code as IFileText;
    const { program, url } = scriptUnit(body, NAMES, { awaits }, this._runScript);
    read.file.url = url;
    read.file.place = chained(inScript, place, read.place);
    const folder = `${HOME}/${this.name}`.replace(/\/[^/]*$/, '');
    const { require } = this._tools;
    const module = {
      id: this._isMain ? '.' : `${HOME}/${this.name}`,
      path: folder,
      exports: {} as unknown,
      filename: `${HOME}/${this.name}`,
      loaded: false,
      children: [],
      paths: [],
      require
    };
    this._module = module;
    if (this._isMain) {
      this._tools.setMain(module);
    }
    require.main = this._tools.main();
    const end = (): void => {
      module.loaded = true;
      this._tell();
    };
    let value: unknown;
    try {
      value = Reflect.apply(program, module.exports, [
        module.exports,
        require,
        module,
        module.filename,
        folder,
        this._tools.import
      ]);
    } catch (error) {
      // As in Node, where it can be tried again.
      this._module = null;
      throw error;
    }
    if (awaits) {
      this._waiting = (value as Promise<void>).then(end);
      return this._waiting;
    }
    end();
    return null;
  }

  required(): unknown {
    return this._module?.exports;
  }

  /** What it exports is known when it has run. */
  private _tell(): void {
    const { exports } = this._module as { exports: unknown };
    const getters = new Map<string, () => unknown>([['default', () => exports]]);
    if ((typeof exports === 'object' && exports !== null) || typeof exports === 'function') {
      for (const name of Object.keys(exports)) {
        if (name !== 'default') {
          getters.set(name, () => (exports as Record<string, unknown>)[name]);
        }
      }
    }
    fill(this.namespace, getters);
    seal(this.namespace);
    this._isDone = true;
  }

  private _module: { exports: unknown } | null = null;
  private _waiting: Promise<void> | null = null;
  private _isDone = false;
}
