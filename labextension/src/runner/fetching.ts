/** Reads files of known size from this site's own server, telling how far it is. */

export interface IFile {
  file: string;
  /** Bytes of the content. */
  size: number;
}

export async function fetchFrom(
  baseUrl: string,
  file: string,
  cache: RequestCache
): Promise<Response> {
  const response = await fetch(folderOf(baseUrl) + file, { cache, credentials: 'omit' });
  if (!response.ok) {
    throw new Error(`${file}: the server answered ${response.status}`);
  }
  return response;
}

/** The bytes of a file. Rejects with why they cannot be had. */
export function fetchBytes(
  baseUrl: string,
  { file, size }: IFile,
  onBytes: (count: number) => void
): Promise<ArrayBuffer> {
  return new Promise((resolve, reject) => {
    const refuse = (reason: string): void => reject(new Error(`${file}${reason}`));
    const request = new XMLHttpRequest();
    let received = 0;
    const receive = (bytes: number): void => {
      onBytes(bytes - received);
      received = bytes;
    };
    request.open('GET', folderOf(baseUrl) + file);
    request.responseType = 'arraybuffer';
    request.onprogress = event => receive(Math.min(event.loaded, size));
    request.onerror = () => refuse(': the server could not be reached');
    request.onload = () => {
      if (request.status !== 200) {
        refuse(`: the server answered ${request.status}`);
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
  });
}

export function folderOf(baseUrl: string): string {
  return baseUrl.endsWith('/') ? baseUrl : `${baseUrl}/`;
}
