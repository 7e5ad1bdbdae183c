/**
 * The files of the interview as the server told them last, and the one that this person looks at.
 *
 * Everybody looks at the file of their choice, until somebody shows everybody another one. A
 * command changes nothing here until the server sends the folder.
 */
import { codeFile, fileIn } from '../../contract/files';
import type { ClientFrame, IFile, IFolder, Language, ServerFrame } from '../../contract/protocol';
import { Slice, type ISlice } from '../slice';

export interface IFilesSlice extends ISlice {
  readonly folder: IFolder;
  /** The file that this person looks at. */
  readonly current: IFile;
  /**
   * The file that Run would run: the one that was chosen for that, or the one that is looked at.
   */
  readonly program: IFile;
  /** How often this person went to a file that they had added or brought back on this page. */
  readonly entered: number;
  /** The name of a file, also of one that was removed. */
  get(id: string): IFile | undefined;
  look(id: string): void;
  /** Adds a file with a text, which is looked at once it is there. */
  add(name: string, text?: string): void;
  rename(id: string, name: string): void;
  remove(id: string): void;
  restore(id: string): void;
  order(ids: readonly string[]): void;
  /** Shows everybody the file that this person looks at. */
  showEverybody(): void;
  /** Chooses the file that Run runs, whichever is looked at; with null, the one that is. */
  choose(id: string | null): void;
}

export interface IFilesOptions {
  /** The language of the interview, until its files are known. */
  language: Language;
  /** Sends a command; false, and the person is told, when there is no connection. */
  command: (frame: ClientFrame) => boolean;
  /** A sentence for the person. */
  notify: (sentence: string) => void;
  /** This person's id, once they are known. */
  me: () => string | undefined;
  /** Called when a file that this person added is there, with the text that it shall have. */
  fill: (file: IFile, text: string) => void;
  /** Called when another file is looked at, or the same under another name. */
  looked: () => void;
  touched: () => void;
}

export class Files extends Slice implements IFilesSlice {
  constructor(private readonly _options: IFilesOptions) {
    super(_options.touched);
    const { language } = _options;
    const id = codeFile(language);
    const file = { id, name: '', language };
    this._folder = { files: [file], removed: [], shown: id, entry: null };
    this._current = file;
  }

  get folder(): IFolder {
    return this._folder;
  }

  get current(): IFile {
    return this._current;
  }

  get program(): IFile {
    return fileIn(this._folder, this._folder.entry) ?? this._current;
  }

  get entered(): number {
    return this._entered;
  }

  get(id: string): IFile | undefined {
    return fileIn(this._folder, id) ?? this._folder.removed.find(file => file.id === id);
  }

  isListed(id: string): boolean {
    return fileIn(this._folder, id) !== undefined;
  }

  hear(frame: ServerFrame): void {
    switch (frame.type) {
      case 'welcome':
        this._take(frame.payload.folder, !this._isWelcome);
        this._isWelcome = true;
        break;
      case 'folder': {
        const { folder, user, shows } = frame.payload;
        const isOwn = user !== null && user.id === this._options.me();
        const added = isOwn ? folder.files.find(({ id }) => !this.isListed(id)) : undefined;
        const isNew = added !== undefined && this.get(added.id) === undefined;
        const isTypedIn = added !== undefined && this._comingBack.has(added.id);
        this._take(folder, shows);
        if (isTypedIn) {
          this.look(added.id);
        } else if (added !== undefined) {
          this._welcomeOwn(added, isNew);
        }
        break;
      }
      case 'error':
        this._refused(frame.payload.about);
        break;
    }
  }

  /** Forgets requests that were not answered, which may have been done or not. */
  disconnected(): void {
    const lost = this._asked.splice(0).find(({ text }) => text !== '');
    this._wanted.clear();
    this._comingBack.clear();
    if (lost !== undefined) {
      this._options.notify(
        `The connection was lost while ${lost.name} was added. It may be there without its text.`
      );
    }
  }

  look(id: string): void {
    const file = fileIn(this._folder, id);
    if (file !== undefined && file !== this._current) {
      this._current = file;
      this._options.looked();
      this.touch();
    }
  }

  add(name: string, text = ''): void {
    if (this._options.command({ type: 'file_add', payload: { name } })) {
      this._asked.push({ name: name.normalize('NFC'), text });
    }
  }

  rename(id: string, name: string): void {
    if (fileIn(this._folder, id)?.name !== name) {
      this._options.command({ type: 'file_rename', payload: { file: id, name } });
    }
  }

  remove(id: string): void {
    this._options.command({ type: 'file_remove', payload: { file: id } });
  }

  restore(id: string): void {
    if (this._options.command({ type: 'file_restore', payload: { file: id } })) {
      this._wanted.add(id);
    }
  }

  /** Brings a removed file back in which this person types, and keeps them in it. */
  bringBack(id: string): void {
    if (!this._comingBack.has(id)) {
      this._comingBack.add(id);
      this._options.command({ type: 'file_restore', payload: { file: id } });
    }
  }

  order(ids: readonly string[]): void {
    this._options.command({ type: 'files_order', payload: { files: [...ids] } });
  }

  showEverybody(): void {
    this._options.command({ type: 'file_show', payload: { file: this._current.id } });
  }

  choose(id: string | null): void {
    this._options.command({ type: 'file_entry', payload: { file: id } });
  }

  /** Notes that a file is there that this person, on whichever page, has added or brought back. */
  private _welcomeOwn(file: IFile, isNew: boolean): void {
    const place = isNew ? this._asked.findIndex(({ name }) => name === file.name) : -1;
    const [asked] = place < 0 ? [] : this._asked.splice(place, 1);
    if (this._wanted.delete(file.id) || asked !== undefined) {
      this._entered++;
      this.look(file.id);
    }
    if (asked !== undefined && asked.text !== '') {
      this._options.fill(file, asked.text);
    }
  }

  /** Handles a refusal: these come in the order of the requests, so it is that of the oldest. */
  private _refused(about: string | null | undefined): void {
    if (about === 'file_add') {
      this._asked.shift();
    } else if (about === 'file_restore') {
      this._wanted.clear();
      this._comingBack.clear();
    }
  }

  private _take(folder: IFolder, shows: boolean): void {
    this._folder = folder;
    folder.files.forEach(({ id }) => this._comingBack.delete(id));
    const own = shows ? undefined : fileIn(folder, this._current.id);
    this._current = own ?? fileIn(folder, folder.shown) ?? folder.files[0];
    this._options.looked();
    this.touch();
  }

  private _folder: IFolder;
  private _current: IFile;
  private _isWelcome = false;
  private _entered = 0;
  /** The files that this page has asked for, the oldest first. */
  private readonly _asked: { name: string; text: string }[] = [];
  /** Ids of files that this page wants back. */
  private readonly _wanted = new Set<string>();
  private readonly _comingBack = new Set<string>();
}
