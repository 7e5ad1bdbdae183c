/**
 * The packages that the site keeps for its programs, and which of them a program needs.
 *
 * `index.json` lists them with the modules they bring and the packages they depend on. It is read
 * when a language with packages is loaded; a site without any costs a run nothing.
 */
import { isRecord } from './checks';
import { fetchBytes, fetchFrom } from './fetching';
import type { IFile } from './fetching';
import type { IWheel } from './messages';

export interface IPackage extends IFile {
  name: string;
  modules: string[];
  depends: string[];
}

export class PackageStore {
  constructor(private _baseUrl: string | undefined) {
    this._isRead = _baseUrl === undefined;
  }

  /** Every module that a package brings. */
  get modules(): readonly string[] {
    return this._packages.flatMap(({ modules }) => modules);
  }

  /** False while the list was not read, also because it could not be. */
  get isRead(): boolean {
    return this._isRead;
  }

  /**
   * Resolves when the list was read, which is done once, or could not be read. Then there are no
   * packages until a later call succeeds.
   */
  ready(): Promise<void> {
    this._reading ??= this._baseUrl === undefined ? Promise.resolve() : this._read(this._baseUrl);
    return this._reading;
  }

  /** The wheels with these modules and what they depend on. Rejects with why it cannot. */
  async load(modules: readonly string[], onProgress: (done: number) => void): Promise<IWheel[]> {
    const packages = this._needed(modules);
    const total = packages.reduce((sum, { size }) => sum + size, 0);
    let received = 0;
    const onBytes = (count: number): void => {
      received += count;
      onProgress(Math.min(1, received / total));
    };
    return Promise.all(
      packages.map(async entry => ({
        file: entry.file,
        bytes: await fetchBytes(this._baseUrl ?? '', entry, onBytes)
      }))
    );
  }

  private async _read(baseUrl: string): Promise<void> {
    try {
      const index: unknown = await (await fetchFrom(baseUrl, 'index.json', 'no-cache')).json();
      if (isRecord(index) && Array.isArray(index.packages)) {
        this._packages = index.packages as IPackage[];
      }
      this._isRead = true;
    } catch (error) {
      this._reading = null;
      console.warn('The list of packages could not be read', error);
    }
  }

  private _needed(modules: readonly string[]): IPackage[] {
    const found = new Set(
      this._packages.filter(entry => entry.modules.some(name => modules.includes(name)))
    );
    for (const entry of found) {
      // What is added here is looked at in its turn.
      this._packages.filter(({ name }) => entry.depends.includes(name)).forEach(p => found.add(p));
    }
    return [...found];
  }

  private _reading: Promise<void> | null = null;
  private _isRead: boolean;
  private _packages: IPackage[] = [];
}
