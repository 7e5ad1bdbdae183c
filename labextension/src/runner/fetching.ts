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
  const folder = baseUrl.endsWith('/') ? baseUrl : `${baseUrl}/`;
  const response = await fetch(folder + file, { cache, credentials: 'omit' });
  if (!response.ok) {
    throw new Error(`${file}: the server answered ${response.status}`);
  }
  return response;
}

export async function fetchBytes(
  baseUrl: string,
  { file, size }: IFile,
  onBytes: (count: number) => void
): Promise<ArrayBuffer> {
  const response = await fetchFrom(baseUrl, file, 'default');
  const bytes = new Uint8Array(size);
  let filled = 0;
  const reader = (response.body as ReadableStream<Uint8Array>).getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) {
      break;
    }
    if (filled + value.length > bytes.length) {
      throw new Error(`${file} is longer than expected`);
    }
    bytes.set(value, filled);
    filled += value.length;
    onBytes(value.length);
  }
  if (filled < bytes.length) {
    throw new Error(`${file} is shorter than expected`);
  }
  return bytes.buffer;
}
