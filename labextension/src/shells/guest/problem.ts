/** What went wrong on the way in, and what to do about it, in words for a guest. */
import type { TranslationBundle } from '@jupyterlab/translation';
import { sentence } from '../../features/sentences';
import { InterviewError } from '../../model/ports';

const MINUTE = 60;

export interface IProblem {
  title: string;
  advice: string;
  /** Trying the same once more may help. */
  again: boolean;
  /** Seconds after which it is tried once more by itself. */
  wait: number | null;
  /** The interview is closed for this person, so what this browser kept of it is offered. */
  isOver: boolean;
}

/** The reason of those who have not asked, because they came without a secret. */
export const NO_LINK = Symbol('no link');

export function problemOf(reason: unknown, trans: TranslationBundle): IProblem {
  const code = reason instanceof InterviewError ? reason.code : '';
  if (reason === NO_LINK) {
    return {
      title: trans.__('The link is not complete'),
      advice: trans.__(
        'Open the whole link that you were sent, with everything after the # sign. A link that was copied from the address bar of this page is not enough.'
      ),
      again: false,
      wait: null,
      isOver: false
    };
  }
  switch (code) {
    case 'unauthenticated':
    case 'invalid_credential':
      return {
        title: trans.__('This link does not work'),
        advice: trans.__(
          'It may have expired, been revoked, been used by as many people as it was made for, or been copied incompletely. Ask the person who invited you for a new one.'
        ),
        again: false,
        wait: null,
        isOver: true
      };
    case 'session_ended':
      return {
        title: trans.__('This interview has ended'),
        advice: trans.__(
          'Nobody can join it any more. If you did not expect that, ask the person who invited you.'
        ),
        again: true,
        wait: null,
        isOver: true
      };
    case 'not_found':
      return {
        title: trans.__('This interview does not exist'),
        advice: trans.__('It was deleted, or the link is wrong. Ask the person who invited you.'),
        again: false,
        wait: null,
        isOver: true
      };
    case 'rate_limited':
      return {
        title: trans.__('Too many people at once'),
        advice: trans.__(
          'Many people are joining from your network. Leave this page open: it tries again by itself.'
        ),
        again: true,
        wait: (reason as InterviewError).retryAfter ?? MINUTE,
        isOver: false
      };
    case 'forbidden':
      return {
        title: trans.__('You cannot join this interview'),
        advice: sentence(reason, trans),
        again: true,
        wait: null,
        isOver: false
      };
    default:
      return {
        title: trans.__('The interview cannot be reached'),
        advice:
          reason instanceof InterviewError && reason.status > 0
            ? sentence(reason, trans)
            : trans.__('Check your connection, then try again.'),
        again: true,
        wait: null,
        isOver: false
      };
  }
}
