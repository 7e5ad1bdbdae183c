/** The program that tests are run on when they are run on texts as they were. */
import type { ITextsThen, Language } from '../../contract/protocol';
import type { IProgramToTest } from '../runs/program';

/** The notice for somebody who wants tests on texts among which there is no program for them. */
export const NO_PROGRAM_THEN = 'There was no program for this question at that moment.';

type FileThen = ITextsThen['files'][number];

/**
 * The file that is looked at, as it was; else the one that was shown then, or the first one. Null if
 * none of them was in one of these languages.
 */
export function fileThen(
  { files, shown }: ITextsThen,
  languages: readonly Language[],
  lookedAt: string | undefined
): FileThen | null {
  const fits = files.filter(({ language }) => language !== null && languages.includes(language));
  const named = (id: string | undefined): FileThen | undefined => fits.find(file => file.id === id);
  return named(lookedAt) ?? named(shown) ?? fits.at(0) ?? null;
}

/** Null for a file that is no program. */
export function programThen({ files }: ITextsThen, file: FileThen): IProgramToTest | null {
  const { id, name, language, text } = file;
  const beside = files.filter(other => other.id !== id);
  return (
    language && {
      language,
      name,
      code: text,
      files: beside.map(other => ({ name: other.name, text: other.text })),
      stateVector: null
    }
  );
}
