/** Pictures of a question: its files are texts, so they are drawings in SVG. */
import type { IProgramFile } from '../../contract/protocol';

/**
 * The address of a picture that a statement names, with the picture in it; null where there is none.
 * In an `<img>` such a drawing runs no script and fetches nothing.
 */
export function pictureUrl(files: readonly IProgramFile[], source: string): string | null {
  const name = source.replace(/^(\.\/)?(data\/)?/, '');
  const file = files.find(other => other.name.replace(/^data\//, '') === name);
  return file !== undefined && /\.svg$/i.test(name)
    ? `data:image/svg+xml;charset=utf-8,${encodeURIComponent(file.text)}`
    : null;
}
