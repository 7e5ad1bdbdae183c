/** What was noted, in the words that everybody reads who may know of it. */
import type { TranslationBundle } from '@jupyterlab/translation';
import type { INoted } from '../../contract/protocol';

/** What the words need of a signal, also of one in a recording. */
export type SaidSignal = Pick<
  INoted,
  'kind' | 'how' | 'characters' | 'lines' | 'source' | 'seconds'
>;

export function signalSentence(signal: SaidSignal, trans: TranslationBundle): string {
  return signal.kind === 'insert' ? insertSentence(signal, trans) : awaySentence(signal, trans);
}

/** How it came, and into which file; empty for an absence. */
export function signalDetail(
  { kind, how, lines }: SaidSignal,
  file: string | null,
  trans: TranslationBundle
): string {
  if (kind !== 'insert') {
    return '';
  }
  const size = trans._n('%1 line', '%1 lines', lines);
  return [wayIn(how, trans), size, file].filter(part => part !== null && part !== '').join(', ');
}

function insertSentence({ characters, source }: SaidSignal, trans: TranslationBundle): string {
  switch (source) {
    case 'outside':
      return trans._n(
        '%1 character came at once, from outside this interview',
        '%1 characters came at once, from outside this interview',
        characters
      );
    case 'interview':
      return trans._n(
        '%1 character came at once, from this interview',
        '%1 characters came at once, from this interview',
        characters
      );
    case null:
      return trans._n('%1 character came at once', '%1 characters came at once', characters);
  }
}

function awaySentence({ how, seconds }: SaidSignal, trans: TranslationBundle): string {
  return how === 'hidden'
    ? trans._n('The page was hidden for %1 second', 'The page was hidden for %1 seconds', seconds)
    : trans._n(
        'Another window had the keys for %1 second',
        'Another window had the keys for %1 seconds',
        seconds
      );
}

function wayIn(how: INoted['how'], trans: TranslationBundle): string {
  switch (how) {
    case 'paste':
      return trans.__('pasted');
    case 'drop':
      return trans.__('dropped');
    case 'file':
      return trans.__('read from a file');
    case 'undo':
      return trans.__('brought back by undo');
    case 'redo':
      return trans.__('brought back by redo');
    case 'completion':
      return trans.__('completed');
    case 'restore':
      return trans.__('a copy that was restored');
    case 'dictation':
      return trans.__('dictated, or typed in one go');
    default:
      return trans.__('in another way');
  }
}
