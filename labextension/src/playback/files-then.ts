/** Which files an interview had at a moment, and which of them everybody was shown. */
import type { IFile, IFolder, Language } from '../contract/protocol';
import type { IRecording } from '../recording/recording';
import { countUpTo } from '../recording/text-at';
import {
  inLanguage,
  NO_FILES,
  ordered,
  renamed,
  running,
  showing,
  withFile,
  withoutFile
} from '../session/folder';
import type { IMoment } from './moments';

type Told = IRecording['events'][number];

export class FilesThen {
  constructor(recording: IRecording) {
    const { start, events } = recording;
    let folder: IFolder = NO_FILES;
    if (start !== null) {
      folder = { ...NO_FILES, files: start.files, shown: start.shown };
    }
    this._keep(start?.seq ?? 0, folder);
    for (const event of events) {
      const after = folderAfter(folder, event);
      if (after !== folder) {
        folder = after;
        this._keep(event.seq, folder);
      }
    }
  }

  /** The same object as long as nothing of it has changed. */
  at({ seq }: IMoment): IFolder {
    return this._folders[Math.max(0, countUpTo(this._seqs, seq) - 1)];
  }

  private _keep(seq: number, folder: IFolder): void {
    this._seqs.push(seq);
    this._folders.push(folder);
  }

  private readonly _seqs: number[] = [];
  private readonly _folders: IFolder[] = [];
}

function folderAfter(folder: IFolder, { type, told }: Told): IFolder {
  switch (type) {
    case 'LanguageChanged':
      return inLanguage(folder, told.language as Language);
    case 'FileAdded':
      return withFile(folder, fileOf(told));
    case 'FileRenamed':
      return renamed(folder, fileOf(told));
    case 'FileRemoved':
      return withoutFile(folder, told.file as string);
    case 'FilesOrdered':
      return ordered(folder, told.files as string[]);
    case 'FileShown':
      return showing(folder, told.file as string);
    case 'EntryChosen':
      return running(folder, told.file as string | null);
    default:
      return folder;
  }
}

function fileOf(told: Told['told']): IFile {
  return {
    id: told.file as string,
    name: told.name as string,
    language: told.language as Language | null
  };
}
