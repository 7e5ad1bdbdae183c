/**
 * Fetches what the sandbox cannot fetch itself. The frame has no network, so the page reads the
 * files of a language and hands their bytes over, each as soon as it is there.
 *
 * `manifest.json` names the files; all other names carry a hash of their content, so browsers keep
 * them for ever. Nothing is kept in memory here: a new frame reads them from the browser's cache.
 */
import { isRecord } from './checks';
import { fetchBytes, fetchFrom } from './fetching';
import type { IFile } from './fetching';
import { ROLES } from './messages';
import type { FileRole } from './messages';
import type { RunLanguage } from './types';

export interface IAssetFile extends IFile {
  role: FileRole;
}

export interface IManifest {
  /** The Pyodide release that the files are of. */
  pyodide: string;
  files: IAssetFile[];
}

export interface IReceiver {
  /** Hears 0..1 of the bytes. */
  onProgress(fraction: number): void;
  /** Gets each file once; null for one that this site does not have. */
  onFile(role: FileRole, bytes: ArrayBuffer | null): void;
}

export class AssetStore {
  constructor(private _baseUrl: string) {}

  /** The files of a language, without those the receiver `has`. Rejects with why it cannot. */
  async load(
    language: RunLanguage,
    receiver: IReceiver,
    has: ReadonlySet<FileRole> = new Set()
  ): Promise<void> {
    const { files } = await this._manifest();
    const roles: FileRole[] = ROLES[language].filter(role => !has.has(role));
    const entries = files.filter(({ role }) => roles.includes(role));
    for (const role of roles) {
      if (!entries.some(entry => entry.role === role)) {
        receiver.onFile(role, null);
      }
    }
    const total = entries.reduce((sum, entry) => sum + entry.size, 0);
    let received = 0;
    const onBytes = (count: number): void => {
      received += count;
      receiver.onProgress(Math.min(1, received / total));
    };
    // In the order in which a worker has use for them.
    entries.sort((one, other) => roles.indexOf(one.role) - roles.indexOf(other.role));
    await Promise.all(
      entries.map(async entry => {
        const bytes = await fetchBytes(this._baseUrl, entry, onBytes);
        receiver.onFile(entry.role, bytes);
      })
    );
  }

  private async _manifest(): Promise<IManifest> {
    const response = await fetchFrom(this._baseUrl, 'manifest.json', 'no-cache');
    const manifest: unknown = await response.json();
    if (!isRecord(manifest) || !Array.isArray(manifest.files)) {
      throw new Error('manifest.json is not what was expected');
    }
    return manifest as unknown as IManifest;
  }
}
