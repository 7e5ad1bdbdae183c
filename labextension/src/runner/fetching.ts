/**
 * Reads files of known size from this site's own server, and tells the progress.
 *
 * A server that is busy says when to ask again. Then it is asked again: many people behind one
 * address may open their pages together.
 */
import { SILENCE_LIMIT_MS } from './limits';

export interface IFile {
  file: string;
  /** Bytes of the content. */
  size: number;
}

const MOST_TRIES = 6;
const LONGEST_WAIT_S = 60;
const SILENT = ': the server stopped sending';

/** The server asks for a while. */
class BusyServer extends Error {
  constructor(
    message: string,
    readonly seconds: number
  ) {
    super(message);
  }
}

export function fetchFrom(baseUrl: string, file: string, cache: RequestCache): Promise<Response> {
  return patiently(async () => {
    const silence = new AbortController();
    const { signal } = silence;
    // What is fetched so is short: its text has come, too, long before.
    setTimeout(() => silence.abort(new Error(`${file}${SILENT}`)), SILENCE_LIMIT_MS);
    const address = folderOf(baseUrl) + file;
    const response = await fetch(address, { cache, credentials: 'omit', signal });
    if (!response.ok) {
      throw refusal(file, response.status, response.headers.get('retry-after'));
    }
    return response;
  });
}

/** The bytes of a file. Rejects with why they cannot be had. */
export function fetchBytes(
  baseUrl: string,
  file: IFile,
  onBytes: (count: number) => void
): Promise<ArrayBuffer> {
  return patiently(() => fetchOnce(baseUrl, file, onBytes));
}

/**
 * Tries once more when a busy server says so, at a random time after the one that it says, so that
 * not all clients come together.
 */
async function patiently<T>(attempt: () => Promise<T>): Promise<T> {
  for (let left = MOST_TRIES - 1; ; left--) {
    try {
      return await attempt();
    } catch (error) {
      if (!(error instanceof BusyServer) || left === 0) {
        throw error;
      }
      const wait = error.seconds * 1000 * (1 + Math.random() / 2);
      await new Promise(resolve => setTimeout(resolve, wait));
    }
  }
}

function refusal(file: string, status: number, after: string | null): Error {
  const message = `${file}: the server answered ${status}`;
  const isBusy = (status === 429 || status === 503) && /^\d{1,4}$/.test(after ?? '');
  return isBusy
    ? new BusyServer(message, Math.min(LONGEST_WAIT_S, Number(after)))
    : new Error(message);
}

function fetchOnce(
  baseUrl: string,
  { file, size }: IFile,
  onBytes: (count: number) => void
): Promise<ArrayBuffer> {
  return new Promise((resolve, reject) => {
    const refuse = (reason: string): void => reject(new Error(`${file}${reason}`));
    const request = new XMLHttpRequest();
    let received = 0;
    let silence: ReturnType<typeof setTimeout> | undefined;
    const listen = (): void => {
      clearTimeout(silence);
      silence = setTimeout(() => {
        refuse(SILENT);
        request.abort();
      }, SILENCE_LIMIT_MS);
    };
    const receive = (bytes: number): void => {
      onBytes(bytes - received);
      received = bytes;
    };
    request.open('GET', folderOf(baseUrl) + file);
    request.responseType = 'arraybuffer';
    request.onloadend = () => clearTimeout(silence);
    request.onprogress = event => {
      listen();
      if (request.status === 200) {
        receive(Math.min(event.loaded, size));
      }
    };
    request.onerror = () => refuse(': the server could not be reached');
    request.onload = () => {
      if (request.status !== 200) {
        reject(refusal(file, request.status, request.getResponseHeader('retry-after')));
        return;
      }
      const bytes = request.response as ArrayBuffer;
      if (bytes.byteLength !== size) {
        refuse(` is ${bytes.byteLength < size ? 'shorter' : 'longer'} than expected`);
      } else {
        receive(size);
        resolve(bytes);
      }
    };
    request.send();
    listen();
  });
}

export function folderOf(baseUrl: string): string {
  return baseUrl.endsWith('/') ? baseUrl : `${baseUrl}/`;
}
