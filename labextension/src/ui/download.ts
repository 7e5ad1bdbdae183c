/** Hands the person a file that this page made or fetched. */
export function download(content: Blob, name: string): void {
  const addresses = URL;
  const url = addresses.createObjectURL(content);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The browser has begun to read it by then.
  setTimeout(() => addresses.revokeObjectURL(url), 60_000);
}
