/**
 * What a question begins with: the files of a candidate who answers it in one language. Their texts
 * come here with the line ends of documents.
 */
import { nameAfter } from '../contract/files';
import { languageOf, mainName, templateOf } from '../contract/languages';
import type { IProgramFile, IQuestion, Language } from '../contract/protocol';
import { freeName } from './folder';
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
 * What the file of this language begins with: the program of the first question that has a starter in
 * it, or the template.
 */
export function firstText(questions: IQuestionBook, language: Language): string {
  const question = beginningIn(questions, language).at(0);
  return question === undefined ? templateOf(language) : starterFiles(question, language)[0].text;
}

/**
 * New files beside that one: the rest of its starter, and the starters of all other questions. `texts`
 * are those of the files that are there, by name.
 */
export function filesBeside(
  questions: IQuestionBook,
  language: Language,
  texts: ReadonlyMap<string, string>
): IProgramFile[] {
  const known = new Map(texts);
  return beginningIn(questions, language).flatMap((question, number) => {
    const [program, ...beside] = starterFiles(question, language);
    const own = number > 0 ? [ownFile(question, program, known)] : [];
    return [...own, ...newFiles(beside, known)];
  });
}

/**
 * The program of a question in a file of its own, which is called after the question where the name is
 * taken. It becomes known by that.
 */
export function ownFile(
  question: IQuestion,
  program: IProgramFile,
  known: Map<string, string>
): IProgramFile {
  const names = [...known.keys()];
  const isFree = freeName(program.name, names) === program.name;
  const name = isFree ? program.name : freeName(nameAfter(question, program.name), names);
  known.set(name, program.text);
  return { name, text: program.text };
}

/** Those that are not there with the same text, under names that are free. They become known by that. */
export function newFiles(
  wanted: readonly IProgramFile[],
  known: Map<string, string>
): IProgramFile[] {
  return wanted
    .filter(({ name, text }) => known.get(name) !== text)
    .map(file => {
      const name = freeName(file.name, [...known.keys()]);
      known.set(name, file.text);
      return { name, text: file.text };
    });
}

/** Whether nobody has written anything that is in this text. */
export function isUntouched({ removed }: IQuestionBook, language: Language, text: string): boolean {
  return text.trim() === '' || text === templateOf(language) || beginsSo(removed, language, text);
}

/** Whether a question that is there begins with this text. */
export function isAnsweredIn({ listed }: IQuestionBook, language: Language, text: string): boolean {
  return beginsSo(listed, language, text);
}

/** Those that have a starter in it, in their order. */
function beginningIn({ listed }: IQuestionBook, language: Language): IQuestion[] {
  return listed.filter(question => starterFiles(question, language).length > 0);
}

function beginsSo(questions: readonly IQuestion[], language: Language, text: string): boolean {
  return questions.some(question => starterFiles(question, language).at(0)?.text === text);
}

function withLineFeeds({ name, text }: IProgramFile): IProgramFile {
  return { name, text: text.replace(/\r\n?/g, '\n') };
}
