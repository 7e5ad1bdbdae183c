/** In which of JupyterLab's modes an editor shows a file. */
import type { IEditorLanguageRegistry } from '@jupyterlab/codemirror';
import { languageCalled } from '../../contract/languages';
import type { Language } from '../../contract/protocol';

/** A file as its mode is chosen. */
export interface IShownFile {
  readonly name: string;
  /** Null for data. */
  readonly language: Language | null;
}

const PLAIN = 'text/plain';

/** That of its language, or else the one that JupyterLab knows by its name. */
export function mimeTypeIn(
  modes: Pick<IEditorLanguageRegistry, 'findByName' | 'findByFileName'>,
  { name, language }: IShownFile
): string {
  const editor = language === null ? undefined : languageCalled(language)?.editor;
  const mode =
    (editor === undefined ? null : modes.findByName(editor)) ?? modes.findByFileName(name);
  const mime = mode?.mime ?? PLAIN;
  return typeof mime === 'string' ? mime : (mime[0] ?? PLAIN);
}
