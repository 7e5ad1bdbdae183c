/**
 * The files of which the sandbox of this site is made.
 *
 * `manifest.json` names the files; all other names carry a hash of their content, so browsers keep
 * them for ever. Nothing is kept in memory here: a new frame reads them from the browser's cache.
 */
import type { IAssetFile, IOrder } from './file-delivery';
import { isRecord } from './checks';
import { fetchFrom, folderOf } from './fetching';
import { rolesOfLanguage } from './messages';
import type { FileRole, LazyRole } from './messages';
import type { RunLanguage } from './types';

export interface IManifest {
  /** The Pyodide release that the files are of. */
  pyodide: string;
  /** The script of the worker that loads them. */
  loader?: string;
  files: IAssetFile[];
}

export class AssetStore {
  /** `baseUrl` is absolute; `manifest` is given when it is known already. */
  constructor(baseUrl: string, manifest?: unknown) {
    this._baseUrl = folderOf(baseUrl);
    this._reading = isManifest(manifest) ? Promise.resolve(manifest) : null;
  }

  /** The files of a language, without those the receiver `has`. Rejects with why it cannot. */
  async order(language: RunLanguage, has: ReadonlySet<FileRole> = new Set()): Promise<IOrder> {
    return this._orderOf(rolesOfLanguage(language).filter(role => !has.has(role)));
  }

  /** One file that belongs to no language's start. */
  single(role: LazyRole): Promise<IOrder> {
    return this._orderOf([role]);
  }

  private async _orderOf(roles: readonly FileRole[]): Promise<IOrder> {
    const { files } = await this._manifest();
    const entryOf = (role: FileRole): IAssetFile | undefined =>
      files.find(entry => entry.role === role);
    return {
      baseUrl: this._baseUrl,
      files: roles.flatMap(role => entryOf(role) ?? []),
      missing: roles.filter(role => entryOf(role) === undefined)
    };
  }

  /** The address of the script that can carry them; null where the site has none. */
  async loader(): Promise<string | null> {
    const { loader } = await this._manifest();
    return typeof loader === 'string' ? this._baseUrl + loader : null;
  }

  /** Reads the manifest, so that it is there when a language is wanted. */
  prepare(): void {
    // A failure is told to the caller that loads something.
    this._manifest().catch(() => undefined);
  }

  private _manifest(): Promise<IManifest> {
    this._reading ??= this._readManifest();
    this._reading.catch(() => (this._reading = null));
    return this._reading;
  }

  private async _readManifest(): Promise<IManifest> {
    const response = await fetchFrom(this._baseUrl, 'manifest.json', 'no-cache');
    const manifest: unknown = await response.json();
    if (!isManifest(manifest)) {
      throw new Error('manifest.json is not what was expected');
    }
    return manifest;
  }

  private _baseUrl: string;
  private _reading: Promise<IManifest> | null;
}

function isManifest(value: unknown): value is IManifest {
  return isRecord(value) && Array.isArray(value.files);
}
