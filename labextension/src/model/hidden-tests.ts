/**
 * The hidden tests of all questions of an interview, run one after the other on its texts, for
 * somebody who holds it and does not look at it.
 */
import { nameAfter } from '../contract/files';
import { languageOf } from '../contract/languages';
import type { IFile, IQuestion } from '../contract/protocol';
import type { IInterviewModel } from './interview';

export const NO_HIDDEN_TESTS = 'It has no hidden tests.';
export const NO_PROGRAM = 'No file is in a language of the question.';
export const NOT_KEPT = 'The server did not take the results.';
export const ENDED = 'This interview has ended.';
export const NOT_CONNECTED = 'The connection was closed.';
export const STOPPED = 'It was stopped.';
export const NO_HOST = 'Only the people who hold this interview can run its hidden tests.';
export const REMOVED = 'This question is not there any more.';

/**
 * Resolves when the server has all results. Rejects with a sentence when there is nothing to run, when
 * not all could be run, and when `signal` stops it.
 */
export async function runHiddenTests(model: IInterviewModel, signal: AbortSignal): Promise<void> {
  const { connection, document, questions } = model;
  await until(model, signal, () => connection.state === 'online' && document.ready);
  const tested = questions.listed.filter(({ id }) => questions.side(id)?.cases.length);
  if (tested.length === 0) {
    throw new Error(NO_HIDDEN_TESTS);
  }
  for (const question of tested) {
    await test(model, question, signal);
  }
}

async function test(
  model: IInterviewModel,
  question: IQuestion,
  signal: AbortSignal
): Promise<void> {
  const { files, questions } = model;
  const { id } = question;
  const file = programIn(model, question);
  if (file === undefined) {
    throw new Error(NO_PROGRAM);
  }
  files.look(file.id);
  if (questions.running?.source === 'browser') {
    // Of another page of this person's, which may be gone; a person has one check at a time.
    questions.stopTests();
  }
  await until(model, signal, () => questions.whyNot(id, true) !== 'busy');
  questions.runTests(id, { hidden: true });
  const { running } = questions;
  if (running === null) {
    throw new Error(NO_HIDDEN_TESTS);
  }
  try {
    await until(model, signal, () => questions.running === null && questions.isTold);
  } catch (reason) {
    questions.stopTests();
    throw reason;
  }
  if (questions.listed.every(one => one.id !== id)) {
    throw new Error(REMOVED);
  }
  const check = questions.check(id, true);
  if (check === null || questions.isOnlyHere(check.id)) {
    throw new Error(NOT_KEPT);
  }
  if (check.state !== 'ended') {
    throw new Error(STOPPED);
  }
}

/**
 * The file that answers this question. Of one question it is what is shown to everybody; of several
 * each has that which came with it, where there is one.
 */
function programIn({ files, questions }: IInterviewModel, question: IQuestion): IFile | undefined {
  const { folder } = files;
  const fitting = folder.files.filter(
    ({ language }) => language !== null && question.languages.includes(language)
  );
  const shown = fitting.find(({ id }) => id === folder.shown) ?? fitting.at(0);
  const { listed } = questions;
  const own = listed.length > 1 ? cameWith(question, fitting) : undefined;
  return own ?? shown;
}

/** A question that begins with a file whose name is taken has one that is called after it. */
function cameWith(question: IQuestion, files: readonly IFile[]): IFile | undefined {
  const begun = beginnings(question);
  return [...begun.map(name => nameAfter(question, name)), ...begun]
    .map(name => files.find(file => file.name === name))
    .find(file => file !== undefined);
}

/** The names of the programs that it begins with. */
function beginnings({ starters }: IQuestion): string[] {
  return Object.entries(starters).flatMap(([language, files]) =>
    files.map(({ name }) => name).filter(name => languageOf(name) === language)
  );
}

/** Why nothing can be run any more; null when something can. */
function whyOver({ connection, session }: IInterviewModel, signal: AbortSignal): string | null {
  if (signal.aborted) {
    return STOPPED;
  }
  if (connection.state === 'closed') {
    return connection.closedBecause === 'ended' ? ENDED : NOT_CONNECTED;
  }
  if (connection.state !== 'online') {
    return null;
  }
  if (session.state === 'ended') {
    return ENDED;
  }
  return session.can('hidden_tests') ? null : NO_HOST;
}

/** Resolves when this is so, and rejects when it cannot be any more. */
function until(model: IInterviewModel, signal: AbortSignal, isSo: () => boolean): Promise<void> {
  return new Promise((resolve, reject) => {
    const settled = (settle: () => void): void => {
      model.changed.disconnect(look);
      signal.removeEventListener('abort', look);
      settle();
    };
    const look = (): void => {
      const why = whyOver(model, signal);
      if (why !== null) {
        settled(() => reject(new Error(why)));
      } else if (isSo()) {
        settled(resolve);
      }
    };
    model.changed.connect(look);
    signal.addEventListener('abort', look);
    look();
  });
}
