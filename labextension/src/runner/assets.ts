/**
 * Fetches what the sandbox cannot fetch itself. The frame has no network, so the page reads the
 * files of a language and hands their bytes over, each as soon as it is there.
 *
 * `manifest.json` names the files; all other names carry a hash of their content, so browsers keep
 * them for ever. Nothing is kept in memory here: a new frame reads them from the browser's cache.
 */
import { isRecord } from './checks';
import { fetchFile, fetchFrom } from './fetching';
import type { IFile } from './fetching';
import { ROLES } from './messages';
import type { FileRole } from './messages';
import type { RunLanguage } from './types';

/** Python wakes up without its library, and needs it only once a program runs. */
const LATE: readonly FileRole[] = ['stdlib'];

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
  onFile(role: FileRole, file: Blob | null): void;
}

export class AssetStore {
  /** `manifest` when it is known already. */
  constructor(
    private _baseUrl: string,
    manifest?: unknown
  ) {
    this._reading = isManifest(manifest) ? Promise.resolve(manifest) : null;
  }

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
    const fetched = async (entry: IAssetFile): Promise<void> =>
      receiver.onFile(entry.role, await fetchFile(this._baseUrl, entry, onBytes));
    // What is not needed to start does not compete with what is.
    const isLate = ({ role }: IAssetFile): boolean => LATE.includes(role);
    await Promise.all(entries.filter(entry => !isLate(entry)).map(fetched));
    await Promise.all(entries.filter(isLate).map(fetched));
  }

  /** Reads the manifest, so that it is there when a language is wanted. */
  prepare(): void {
    // A failure is told to whoever loads something.
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

  private _reading: Promise<IManifest> | null;
}

function isManifest(value: unknown): value is IManifest {
  return isRecord(value) && Array.isArray(value.files);
}
