/** Which file one sees at a moment, and who typed it. */
import type { TranslationBundle } from '@jupyterlab/translation';
import type { IFile } from '../../contract/protocol';
import { fileIn } from '../../contract/files';
import type { IMoment } from '../../playback/moments';
import type { Playback } from '../../playback/playback';
import type { IAuthorship } from './author-marks';
import { personName } from './words';

/** The file of the last edit where one follows it, the one that was chosen, or the one that was shown. */
export function lookedAt(
  playback: Playback,
  moment: IMoment,
  chosen: string | null
): IFile | undefined {
  const folder = playback.folderAt(moment);
  const { edits } = moment;
  const last = edits > 0 ? playback.text.edit(edits - 1) : null;
  const follows = chosen === null && last !== null && last.who >= 0;
  const typedIn = follows ? playback.recording.files[last.file]?.id : null;
  return (
    fileIn(folder, chosen) ??
    fileIn(folder, typedIn ?? null) ??
    fileIn(folder, folder.shown) ??
    folder.files[0]
  );
}

/** Whose characters have colours: nobody's, everybody's, or everybody's that were typed last. */
export type Colors = 'none' | 'all' | 'recent';

export function authorshipOf(
  playback: Playback,
  file: IFile | undefined,
  edits: number,
  colors: Colors,
  trans: TranslationBundle
): IAuthorship {
  const moment = { ...playback.moments.first, edits };
  const last = edits > 0 ? playback.text.edit(edits - 1) : null;
  const isHere = file !== undefined && last?.file === playback.placeOf(file.id) && last.who >= 0;
  return {
    authors:
      file === undefined || colors === 'none'
        ? []
        : colors === 'all'
          ? playback.authorsOf(file.id, moment)
          : playback.recentOf(file.id, moment),
    last: isHere
      ? {
          position: last.position + last.inserted.length,
          who: last.who,
          name: personName(playback, last.who, trans)
        }
      : null
  };
}
