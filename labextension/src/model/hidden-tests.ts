/**
 * The hidden tests of all questions of an interview, run one after the other on its texts, for
 * somebody who holds it and does not look at it.
 */
import type { IFile, IQuestion } from '../contract/protocol';
import type { IInterviewModel } from './interview';

export const NO_HIDDEN_TESTS = 'It has no hidden tests.';
export const NO_PROGRAM = 'No file is in a language of the question.';
export const NOT_KEPT = 'The server did not take the results.';
export const ENDED = 'This interview has ended.';
export const NOT_CONNECTED = 'The connection was closed.';
export const STOPPED = 'It was stopped.';

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
  if (questions.isOnlyHere(questions.check(id, true)?.id ?? running.id)) {
    throw new Error(NOT_KEPT);
  }
}

/** What is shown to everybody, if the question is about its language, or the first file of which it is. */
function programIn({ files }: IInterviewModel, { languages }: IQuestion): IFile | undefined {
  const { folder } = files;
  const shown = folder.files.filter(({ id }) => id === folder.shown);
  return [...shown, ...folder.files].find(
    ({ language }) => language !== null && languages.includes(language)
  );
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
      if (signal.aborted) {
        settled(() => reject(new Error(STOPPED)));
      } else if (model.connection.state === 'closed') {
        const isOver = model.connection.closedBecause === 'ended';
        settled(() => reject(new Error(isOver ? ENDED : NOT_CONNECTED)));
      } else if (isSo()) {
        settled(resolve);
      }
    };
    model.changed.connect(look);
    signal.addEventListener('abort', look);
    look();
  });
}
