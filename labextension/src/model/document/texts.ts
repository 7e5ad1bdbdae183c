/** The texts of a session's document as plain strings. */
import { fileOfRoot } from '../../contract/files';
import type { SessionDoc } from './session-doc';

/** Texts by the ids of their files. */
export type Texts = Readonly<Record<string, string>>;

export function textsOf(doc: SessionDoc): Texts {
  const files = [...doc.share.keys()].flatMap(root => fileOfRoot(root) ?? []);
  return Object.fromEntries(files.map(file => [file, doc.file(file).toJSON()]));
}

/** The texts of `own` that are not those of `other`, each with the id of its file. */
export function differing(own: Texts, other: Texts): [string, string][] {
  return Object.entries(own).filter(([file, text]) => text !== '' && text !== (other[file] ?? ''));
}
