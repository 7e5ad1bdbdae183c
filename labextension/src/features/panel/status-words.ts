/** The words of the status line for the connection of this page and for what was typed. */
import type { TranslationBundle } from '@jupyterlab/translation';
import type { SessionState } from '../../contract/protocol';
import type { Saved } from '../../model/document/save-status';
import type { KeptBy } from '../../model/ports';
import type { Connection } from '../../model/session/connection-status';
import type { IconName } from '../../ui/icons';

export interface IStatus {
  keptBy: KeptBy;
  connection: Connection;
  sessionState: SessionState;
  /** The text was received once. */
  ready: boolean;
  saved: Saved;
  /** What waits for the connection outlives this page. */
  lasts: boolean;
}

export interface IWords {
  icon: IconName;
  words: string;
  explanation: string;
}

/** The words for an interview that a server keeps. */
export function describeServer(
  { connection, ready, saved, sessionState, lasts }: IStatus,
  trans: TranslationBundle
): IWords {
  if (connection === 'closed') {
    return sessionState === 'ended'
      ? { icon: 'clock', words: trans.__('Ended'), explanation: '' }
      : { icon: 'offline', words: trans.__('Disconnected'), explanation: '' };
  }
  if (connection === 'offline') {
    return {
      icon: 'offline',
      words: lasts ? trans.__('Offline · saved here') : trans.__('Offline · kept on this page'),
      explanation: lasts
        ? trans.__(
            'There is no connection; it is tried again by itself. What you type and run is kept in this browser, also when the tab is closed, and is sent with its times when the connection is back.'
          )
        : trans.__(
            'There is no connection; it is tried again by itself. What you type and run is kept on this page and sent with its times when the connection is back. Keep the tab open until then.'
          )
    };
  }
  if (connection !== 'online' || !ready) {
    return {
      icon: 'refresh',
      words: trans.__('Connecting…'),
      explanation: trans.__('The interview is being fetched from the server.')
    };
  }
  switch (saved) {
    case 'saved':
      return {
        icon: 'check',
        words: trans.__('Connected · saved'),
        explanation: trans.__('Everything you typed is on the server’s disk.')
      };
    case 'saving':
      return {
        icon: 'refresh',
        words: trans.__('Connected · saving…'),
        explanation: trans.__('What you typed last is on its way to the server’s disk.')
      };
    case 'unsaved':
    case 'offline':
      return {
        icon: 'alert',
        words: trans.__('Connected · not saved yet'),
        explanation: lasts
          ? trans.__(
              'The server has not confirmed what you typed for over two seconds. It is kept in this browser until it has.'
            )
          : trans.__(
              'The server has not confirmed what you typed for over two seconds. It is kept on this page until it has.'
            )
      };
  }
}

/** The words for an interview that lives in this browser. */
export function describeHere(
  { connection, ready, saved, sessionState }: IStatus,
  trans: TranslationBundle
): IWords {
  const onlyHere = trans.__(
    'It is kept in this browser and nowhere else: other tabs of this browser can take part, other people and other devices cannot. Clearing this site’s data deletes it.'
  );
  if (connection === 'closed') {
    return sessionState === 'ended'
      ? { icon: 'clock', words: trans.__('Ended'), explanation: '' }
      : { icon: 'offline', words: trans.__('Closed'), explanation: '' };
  }
  if (connection === 'offline' || saved === 'unsaved') {
    return {
      icon: 'alert',
      words: trans.__('Only on this page · not saved'),
      explanation: trans.__(
        'This browser could not store what you typed; it may be out of space. It is tried again by itself. Keep the tab open until then.'
      )
    };
  }
  if (connection !== 'online' || !ready) {
    return { icon: 'refresh', words: trans.__('Opening…'), explanation: onlyHere };
  }
  return saved === 'saved'
    ? { icon: 'check', words: trans.__('Only in this browser · saved'), explanation: onlyHere }
    : { icon: 'refresh', words: trans.__('Only in this browser · saving…'), explanation: onlyHere };
}
