/** The program of a moment, for whoever wants to run it again in a sandbox of their own. */
import { fileIn } from '../contract/files';
import type { Language } from '../contract/protocol';
import type { IRunRequest } from '../runner/types';

/** Its language may be one that does not run. */
export type ProgramThen = Pick<IRunRequest, 'code' | 'name' | 'files'> & {
  readonly language: Language;
};
import type { IMoment } from './moments';
import type { Playback } from './playback';

/** Null where what is looked at is no program. */
export function programThen(
  playback: Playback,
  moment: IMoment,
  looked: string
): ProgramThen | null {
  const folder = playback.folderAt(moment);
  const program = fileIn(folder, folder.entry) ?? fileIn(folder, looked);
  if (program === undefined || program.language === null) {
    return null;
  }
  const textOf = (id: string): string => playback.textOf(id, moment)?.toString() ?? '';
  return {
    language: program.language,
    code: textOf(program.id),
    name: program.name,
    files: folder.files
      .filter(({ id }) => id !== program.id)
      .map(({ id, name }) => ({ name, text: textOf(id) }))
  };
}
