/**
 * Sentences that are made where no translator is: by the server, the rules in the browser, the model.
 *
 * They come in English, most of them with a code of the contract. Those that people meet often are
 * known here as they come. For the others there is a sentence for the code, which is said where it is
 * translated: the words of the server are more exact, but in English.
 */
import { nullTranslator } from '@jupyterlab/translation';
import type { TranslationBundle } from '@jupyterlab/translation';
import { InterviewError } from '../model/ports';
import { timeLimitOf } from '../runner/limits';
import { numberName } from '../ui/locale';

// eslint-disable-next-line jupyter/incorrect-translator-usage -- nothing is extracted from it
const UNTRANSLATED = nullTranslator.load('jupyter_interview');

/** The sentence for a person in whatever was thrown. */
export function sentence(reason: unknown, trans: TranslationBundle): string {
  const code = reason instanceof InterviewError ? reason.code : '';
  return said(reason instanceof Error ? reason.message : String(reason), code, trans);
}

/** A sentence in English, for a person. Its code is empty where it came without one. */
export function said(english: string, code: string, trans: TranslationBundle): string {
  const at = knownSentences(UNTRANSLATED).indexOf(english);
  if (at >= 0) {
    return knownSentences(trans)[at];
  }
  const general = codeSentence(code, trans);
  if (general === codeSentence(code, UNTRANSLATED)) {
    return english;
  }
  // Which line of a list is wrong, say, is in the server's words alone.
  return code === 'invalid_field' ? `${general} (${english})` : general;
}

/** Why a run was cut short, or what its program said of a mistake, which stays as it came. */
export function endSentence(english: string, trans: TranslationBundle): string {
  const seconds = timeLimitOf(english);
  return seconds === null
    ? said(english, '', trans)
    : trans.__(
        'Stopped after %1 s: time limit',
        numberName(seconds, Number.isInteger(seconds) ? 0 : 1)
      );
}

/** What is said word by word so, here as everywhere in the same order. */
export function knownSentences(trans: TranslationBundle): string[] {
  return [
    trans.__('This interview has ended.'),
    trans.__('The interviewer has not let you in yet.'),
    trans.__('Editing is locked by the interviewer.'),
    trans.__('Runs are locked by the interviewer.'),
    trans.__('Observers watch; they cannot edit.'),
    trans.__('Observers watch; they cannot run code.'),
    trans.__('This interview is full.'),
    trans.__('You are in this interview already.'),
    trans.__('This interview has too many links.'),
    trans.__('The zip of a bank may have at most 24 MiB, and its files together at most 16 MiB.'),
    trans.__('This file is not there any more.'),
    trans.__('It has no hidden tests.'),
    trans.__('Only the people who hold this interview can run its hidden tests.'),
    trans.__('No file is in a language of the question.'),
    trans.__('The server did not take the results.'),
    trans.__('The connection was closed.'),
    trans.__('It was stopped.'),
    trans.__('An interview has at least one file; add another one first.'),
    trans.__('The names of all files together are too long; choose a shorter one.'),
    trans.__('This interview has had too many files; bring back one that was removed.'),
    trans.__('Your last run has not ended yet.'),
    trans.__('Your last check has not ended yet.'),
    trans.__('This question is not there any more.'),
    trans.__('There was no program for this question at that moment.'),
    trans.__('The log of this interview has no such place; ask for its moments anew.'),
    trans.__('What was written in the draft of this interview cannot be looked at any more.'),
    trans.__('The texts of this moment are not known any more: the log cannot be read.'),
    trans.__('This question is in the interview already.'),
    trans.__('The questions of this site cannot be reached. Check your connection.'),
    trans.__('That is many runs in one minute; wait a little.'),
    trans.__('You are offline; this can be done when the connection is back.'),
    trans.__('The server lost the last moments of typing, and nobody could send them again.'),
    trans.__('What you typed offline was not taken: you may not edit now.'),
    trans.__('The server could not take your last edit.'),
    trans.__('What the server sent could not be read.'),
    trans.__('The server cannot be reached. Check your connection and try again.'),
    trans.__('This address is not answered by jupyter_interview. Is the server extension enabled?'),
    trans.__('The Jupyter server wants you to log in again. Reload the page.'),
    trans.__('There is no such interview in this browser. It may have been deleted.'),
    trans.__('This browser could not store the change. It may be out of space.'),
    trans.__('The page was closed while this ran.'),
    trans.__('The browser was closed while this ran.'),
    trans.__(
      'The sandbox stopped responding and was restarted. The program may have run out of memory.'
    ),
    trans.__('The sandbox died. The program may have run out of memory.'),
    trans.__('The program ran out of memory.'),
    trans.__('The program wrote far more than it may print, and was stopped.'),
    trans.__('The program started too many threads.'),
    trans.__('The code could not be started: it took too long.'),
    trans.__('The program ended in the middle of this test.'),
    trans.__('The program called nothing.'),
    trans.__('This part of the page could not be fetched.'),
    trans.__('The test code gave no result.'),
    trans.__('The statement could not be run.'),
    trans.__('The statement took too long.'),
    trans.__('The function must return a statement of SQL, as a text.'),
    trans.__('The arguments are not changed so.')
  ];
}

/** What the codes of the contract's closed list say; empty for what is none of them. */
function codeSentence(code: string, trans: TranslationBundle): string {
  switch (code) {
    case 'invalid_field':
    case 'unknown_language':
      return trans.__('The server does not take what was entered.');
    case 'invalid_json':
    case 'invalid_utf8':
    case 'unknown_field':
    case 'unknown_event':
    case 'method_not_allowed':
    case 'key_reused':
    case 'update_refused':
    case 'xsrf':
    case 'cross_origin':
    case 'unexpected_answer':
      return trans.__('The server does not understand this page. Reload it to go on.');
    case 'version':
      return trans.__('This page is older than the server. Reload it to go on.');
    case 'text_too_long':
    case 'body_too_large':
      return trans.__('That is too long for this interview.');
    case 'unauthenticated':
    case 'invalid_credential':
      return trans.__(
        'This link no longer opens this interview. Ask the person who invited you for a new one.'
      );
    case 'forbidden':
      return trans.__('You are not allowed to do this.');
    case 'waiting':
      return trans.__('The interviewer has not let you in yet.');
    case 'locked':
      return trans.__('The interviewer has locked this.');
    case 'not_found':
      return trans.__('What you look for is not there any more.');
    case 'run_conflict':
      return trans.__('The run cannot be recorded in this interview.');
    case 'not_empty':
      return trans.__('There is a text already where the question would begin.');
    case 'submitted':
      return trans.__('This was submitted already, and stays as it is. Add a correction.');
    case 'incomplete':
      return trans.__('The parts come before the overall answer, and both before corrections.');
    case 'held':
      return trans.__(
        'This interview is on hold. It cannot be deleted until its owner takes the hold away.'
      );
    case 'texts_differ':
      return trans.__('The interview and the file have different texts.');
    case 'attached_elsewhere':
      return trans.__('The file is attached to another interview already.');
    case 'session_ended':
      return trans.__('This interview has ended.');
    case 'rate_limited':
      return trans.__('That was too much at once. Wait a little, then try again.');
    case 'not_enabled':
      return trans.__('This server does not offer that.');
    case 'unavailable':
      return trans.__('The server cannot do this now. Try again in a while.');
    case 'storage_full':
      return trans.__('The server has no space left to store this.');
    default:
      return '';
  }
}
