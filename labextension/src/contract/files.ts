/** The files of an interview, and where their texts are in its document. */
import type { IFile, IFolder, IQuestion, Language } from './protocol';

const CODE = 'code:';
const FILE = 'file:';

/** The id of the file that choosing a language makes, and that older versions know as its text. */
export function codeFile(language: Language): string {
  return CODE + language;
}

/** The language that was chosen and so made this file; null for any other file. */
export function languageOfCodeFile(id: string): Language | null {
  return id.startsWith(CODE) ? id.slice(CODE.length) : null;
}

/** The name of the document's root with the text of this file. */
export function rootOf(id: string): string {
  return id.startsWith(CODE) ? id : FILE + id;
}

/** The file whose text this root of a document is; null for a root that is no text of a file. */
export function fileOfRoot(root: string): string | null {
  if (root.startsWith(CODE)) {
    return root;
  }
  return root.startsWith(FILE) ? root.slice(FILE.length) : null;
}

/** The file with this id, if it is among the others. */
export function fileIn({ files }: IFolder, id: string | null): IFile | undefined {
  return files.find(file => file.id === id);
}

/** The name of a program, called after the question. Python imports no file with a hyphen in it. */
export function nameAfter(question: Pick<IQuestion, 'name'>, name: string): string {
  const folder = name.slice(0, name.lastIndexOf('/') + 1);
  return folder + question.name.replaceAll('-', '_') + name.slice(name.lastIndexOf('.'));
}
