/** The buffers of a document as editors want them: one object a language until the document goes. */
import type * as Y from 'yjs';
import type { Language } from '../../contract/protocol';
import { MIME_TYPES } from './mime-types';
import type { SessionDoc } from './session-doc';
import { SharedSource } from './shared-source';

/** The text of one language's buffer, as Lab's editor wants it and as remote cursors want it. */
export interface IBuffer {
  readonly language: Language;
  readonly shared: SharedSource;
  readonly text: Y.Text;
  readonly mimeType: string;
  /** The server takes no longer text, in bytes of UTF-8. */
  readonly maxBytes: number;
  /** Offers a text that was shown and is not the document's as a copy. */
  putAside(text: string): void;
}

export class Buffers {
  constructor(private readonly _putAside: (language: Language, text: string) => void) {}

  get(doc: SessionDoc, language: Language, maxBytes: number): IBuffer {
    let buffer = this._made.get(language);
    if (buffer === undefined) {
      const text = doc.code(language);
      const putAside = (shown: string): void => this._putAside(language, shown);
      buffer = newBuffer(language, text, maxBytes, putAside);
      this._made.set(language, buffer);
    }
    return buffer;
  }

  /** The document is gone or replaced. */
  dispose(): void {
    const made = [...this._made.values()];
    this._made.clear();
    made.forEach(({ shared }) => shared.dispose());
  }

  private readonly _made = new Map<Language, IBuffer>();
}

function newBuffer(
  language: Language,
  text: Y.Text,
  maxBytes: number,
  putAside: IBuffer['putAside']
): IBuffer {
  const mimeType = MIME_TYPES[language];
  return { language, text, mimeType, maxBytes, putAside, shared: new SharedSource(text) };
}
