/**
 * What a question begins with: the files of a candidate who answers it in one language. Their texts
 * come here with the line ends of documents.
 */
import { languageOf, mainName, templateOf } from '../contract/languages';
import type { IProgramFile, IQuestion, Language } from '../contract/protocol';
import type { IQuestionBook } from './question-book';

/** The starter in this language, its program first; none where the question has none. */
export function starterFiles({ starters }: IQuestion, language: Language): IProgramFile[] {
  const files = (Object.hasOwn(starters, language) ? starters[language] : []).map(withLineFeeds);
  const programs = files.filter(({ name }) => languageOf(name) === language);
  const main = programs.find(({ name }) => name === mainName(language)) ?? programs.at(0);
  return main === undefined ? [] : [main, ...files.filter(file => file !== main)];
}

/** The files for programs in all languages. */
export function dataFiles({ data }: IQuestion): IProgramFile[] {
  return data.map(withLineFeeds);
}

/**
 * What a new file in this language begins with, and the files beside it: the starter of the last
 * question that has one in it, or the template.
 */
export function firstFiles({ listed }: IQuestionBook, language: Language): IProgramFile[] {
  const begun = listed
    .map(question => starterFiles(question, language))
    .filter(files => files.length > 0);
  return begun.at(-1) ?? [{ name: mainName(language), text: templateOf(language) }];
}

/** Whether nobody has written anything that is in this text. */
export function isUntouched(
  { listed, removed }: IQuestionBook,
  language: Language,
  text: string
): boolean {
  return (
    text.trim() === '' ||
    text === templateOf(language) ||
    [...listed, ...removed].some(question => starterFiles(question, language).at(0)?.text === text)
  );
}

function withLineFeeds({ name, text }: IProgramFile): IProgramFile {
  return { name, text: text.replace(/\r\n?/g, '\n') };
}
