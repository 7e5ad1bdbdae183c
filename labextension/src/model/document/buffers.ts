/**
 * The texts of a document as editors want them: one object for each file until the document is
 * replaced.
 */
import type * as Y from 'yjs';
import type { IFile, Language } from '../../contract/protocol';
import type { SessionDoc } from './session-doc';
import { SharedSource } from './shared-source';

/** The text of one file, as Lab's editor wants it and as remote cursors want it. */
export interface IBuffer {
  /** The id of the file. */
  readonly file: string;
  readonly name: string;
  /** Null for data. */
  readonly language: Language | null;
  readonly shared: SharedSource;
  readonly text: Y.Text;
  /**
   * The most bytes of UTF-8 that the server takes in this text, as long as the other files stay as
   * they are.
   */
  readonly maxBytes: number;
  /** Offers a text as a copy that an editor showed and the document does not have. */
  putAside(text: string): void;
}

export interface IBuffersOptions {
  putAside(file: string, text: string): void;
  /** How long the text of this file may be, in bytes of UTF-8. */
  maxBytes(file: string): number;
}

export class Buffers {
  constructor(private readonly _options: IBuffersOptions) {}

  /**
   * Another object once the file has another language, or data has another ending, which editors show
   * in another way.
   */
  get(doc: SessionDoc, file: IFile): IBuffer {
    const made = this._made.get(file.id);
    if (made !== undefined && isShownAlike(made, file)) {
      made.name = file.name;
      return made;
    }
    const buffer = new Buffer(this._options, file, doc.file(file.id), made?.shared);
    this._made.set(file.id, buffer);
    return buffer;
  }

  /** The document is gone or replaced. */
  dispose(): void {
    const made = [...this._made.values()];
    this._made.clear();
    made.forEach(({ shared }) => shared.dispose());
  }

  private readonly _made = new Map<string, Buffer>();
}

function isShownAlike(one: Named, other: Named): boolean {
  const isSame = one.language === other.language;
  return isSame && (one.language !== null || endingOf(one.name) === endingOf(other.name));
}

type Named = Pick<IFile, 'name' | 'language'>;

/** All behind the last dot, or the whole name. */
function endingOf(name: string): string {
  return name.slice(name.lastIndexOf('.') + 1);
}

class Buffer implements IBuffer {
  constructor(
    private readonly _options: IBuffersOptions,
    { id, name, language }: IFile,
    readonly text: Y.Text,
    shared: SharedSource | undefined
  ) {
    this.file = id;
    this.name = name;
    this.language = language;
    // With the person's own undo, which does not care for names.
    this.shared = shared ?? new SharedSource(text);
  }

  readonly file: string;
  name: string;
  readonly language: Language | null;
  readonly shared: SharedSource;

  get maxBytes(): number {
    return this._options.maxBytes(this.file);
  }

  putAside(text: string): void {
    this._options.putAside(this.file, text);
  }
}
