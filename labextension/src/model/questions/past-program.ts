/** The program that tests are run on when they are run on texts as they were. */
import type { ITextsThen, Language } from '../../contract/protocol';
import type { IProgramToTest } from '../runs/program';

/** The notice for somebody who wants tests on texts among which there is no program for them. */
export const NO_PROGRAM_THEN = 'There was no program for this question at that moment.';

export interface IProgramThen {
  /** The id of its file. */
  readonly file: string;
  readonly program: IProgramToTest;
}

/**
 * The file that is looked at, as it was; else the one that was shown then, or the first one. Null if
 * none of them was in one of these languages.
 */
export function programThen(
  { files, shown }: ITextsThen,
  languages: readonly Language[],
  lookedAt: string | undefined
): IProgramThen | null {
  const programs = files.flatMap(({ language, ...file }) =>
    language !== null && languages.includes(language) ? [{ ...file, language }] : []
  );
  const named = (wanted?: string) => programs.find(({ id }) => id === wanted);
  const found = named(lookedAt) ?? named(shown) ?? programs.at(0);
  if (found === undefined) {
    return null;
  }
  const { id, name, language, text: code } = found;
  const beside = files.filter(other => other.id !== id);
  const others = beside.map(other => ({ name: other.name, text: other.text }));
  return { file: id, program: { language, name, code, files: others, stateVector: null } };
}
