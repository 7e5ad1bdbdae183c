/**
 * Fetches what the sandbox cannot fetch itself. The frame has no network, so the page reads the
 * files of a language and hands their bytes over.
 *
 * `manifest.json` names the files; all other names carry a hash of their content, so browsers keep
 * them for ever. Nothing is kept in memory here: a new frame reads them from the browser's cache.
 */
import { isRecord } from './messages';
import type { AssetFiles, FileRole, WorkerKind } from './messages';

export interface IAssetFile {
  role: FileRole;
  file: string;
  /** Bytes of the content, and of its `.gz` sibling. */
  size: number;
  gzip: number;
}

export interface IManifest {
  /** The Pyodide release that the files are of. */
  pyodide: string;
  groups: Partial<Record<WorkerKind, IAssetFile[]>>;
}

export class AssetStore {
  constructor(baseUrl: string) {
    this._baseUrl = baseUrl.endsWith('/') ? baseUrl : `${baseUrl}/`;
  }

  /** The files of one kind of worker; `onProgress` hears 0..1 of their bytes. Rejects with why. */
  async load(kind: WorkerKind, onProgress: (fraction: number) => void): Promise<AssetFiles> {
    const manifest = await this._manifest();
    const entries = manifest.groups[kind] ?? [];
    const total = entries.reduce((sum, entry) => sum + entry.size, 0);
    let received = 0;
    const loaded = await Promise.all(
      entries.map(async entry => {
        const bytes = await this._bytes(entry, count => {
          received += count;
          onProgress(Math.min(1, received / total));
        });
        return [entry.role, bytes] as const;
      })
    );
    return Object.fromEntries(loaded);
  }

  private async _manifest(): Promise<IManifest> {
    const response = await this._fetch('manifest.json', 'no-cache');
    const manifest: unknown = await response.json();
    if (!isRecord(manifest) || !isRecord(manifest.groups)) {
      throw new Error('manifest.json is not what was expected');
    }
    return manifest as unknown as IManifest;
  }

  private async _bytes(entry: IAssetFile, onBytes: (count: number) => void): Promise<ArrayBuffer> {
    const response = await this._fetch(entry.file, 'default');
    const bytes = new Uint8Array(entry.size);
    let filled = 0;
    const reader = (response.body as ReadableStream<Uint8Array>).getReader();
    for (;;) {
      const { done, value } = await reader.read();
      if (done) {
        break;
      }
      if (filled + value.length > bytes.length) {
        throw new Error(`${entry.file} is longer than expected`);
      }
      bytes.set(value, filled);
      filled += value.length;
      onBytes(value.length);
    }
    if (filled < bytes.length) {
      throw new Error(`${entry.file} is shorter than expected`);
    }
    return bytes.buffer;
  }

  private async _fetch(file: string, cache: RequestCache): Promise<Response> {
    const response = await fetch(this._baseUrl + file, { cache, credentials: 'omit' });
    if (!response.ok) {
      throw new Error(`${file}: the server answered ${response.status}`);
    }
    return response;
  }

  private _baseUrl: string;
}
