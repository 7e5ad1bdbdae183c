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

/**
 * A file as a handle. Its bytes go from the network to the browser's own store of blobs without
 * passing through the page, whose thread is busy drawing itself when the big ones arrive.
 */
export function fetchFile(
  baseUrl: string,
  { file, size }: IFile,
  onBytes: (count: number) => void
): Promise<Blob> {
  return new Promise((resolve, reject) => {
    const refuse = (reason: string): void => reject(new Error(`${file}${reason}`));
    const request = new XMLHttpRequest();
    let received = 0;
    const receive = (bytes: number): void => {
      onBytes(bytes - received);
      received = bytes;
    };
    request.open('GET', folderOf(baseUrl) + file);
    request.responseType = 'blob';
    request.onprogress = event => receive(Math.min(event.loaded, size));
    request.onerror = () => refuse(': the server could not be reached');
    request.onload = () => {
      const blob = request.response as Blob;
      if (request.status !== 200) {
        refuse(`: the server answered ${request.status}`);
      } else if (blob.size !== size) {
        refuse(` is ${blob.size < size ? 'shorter' : 'longer'} than expected`);
      } else {
        receive(size);
        resolve(blob);
      }
    };
    request.send();
  });
}

export function folderOf(baseUrl: string): string {
  return baseUrl.endsWith('/') ? baseUrl : `${baseUrl}/`;
}
