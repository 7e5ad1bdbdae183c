/** The questions of an interview, with their private sides. */
import type { IPrivateSide, IQuestion } from '../contract/protocol';
import { casesOf, type ICase } from '../runner/cases/case';

/**
 * Questions in their order. A question that was removed is kept: checks of it go on being told, and
 * nobody lists it.
 */
export interface IQuestionBook {
  readonly listed: readonly IQuestion[];
  readonly removed: readonly IQuestion[];
  /** By the id of the question. */
  readonly sides: ReadonlyMap<string, IPrivateSide>;
}

export const NO_QUESTIONS: IQuestionBook = { listed: [], removed: [], sides: new Map() };

/** The question with this id, if it is listed. */
export function questionIn({ listed }: IQuestionBook, questionId: string): IQuestion | undefined {
  return listed.find(({ id }) => id === questionId);
}

/** The question with this id, also one that was removed. */
export function knownQuestion(
  { listed, removed }: IQuestionBook,
  questionId: string
): IQuestion | undefined {
  return [...listed, ...removed].find(({ id }) => id === questionId);
}

/** The private sides of the questions that are listed, in their order. */
export function listedSides({ listed, sides }: IQuestionBook): IPrivateSide[] {
  return listed.flatMap(({ id }) => sides.get(id) ?? []);
}

/** The tests of one side of a question. */
export function casesIn(
  book: IQuestionBook,
  questionId: string,
  hidden: boolean
): readonly ICase[] {
  const side = hidden ? book.sides.get(questionId) : knownQuestion(book, questionId);
  return side === undefined ? [] : casesOf(side);
}

export function withQuestion(book: IQuestionBook, question: IQuestion): IQuestionBook {
  return { ...book, listed: [...book.listed, question] };
}

export function withSide(book: IQuestionBook, side: IPrivateSide): IQuestionBook {
  return { ...book, sides: new Map(book.sides).set(side.question, side) };
}

export function withoutQuestion(book: IQuestionBook, questionId: string): IQuestionBook {
  const question = questionIn(book, questionId);
  if (question === undefined) {
    return book;
  }
  const listed = book.listed.filter(one => one !== question);
  return { ...book, listed, removed: [...book.removed, question] };
}

/** In this order. What is not named keeps its order, behind the others. */
export function orderedQuestions(book: IQuestionBook, ids: readonly string[]): IQuestionBook {
  const named = [...new Set(ids)].flatMap(id => questionIn(book, id) ?? []);
  const rest = book.listed.filter(one => !named.includes(one));
  return { ...book, listed: [...named, ...rest] };
}
