/** What a link leads to, in words for whoever opened it. */
import type { TranslationBundle } from '@jupyterlab/translation';
import type { ILinkTarget } from '../../contract/protocol';

export function targetSentences(target: ILinkTarget, trans: TranslationBundle): string[] {
  const { invitedBy, role, waits } = target;
  const who =
    invitedBy === null
      ? trans.__('You are invited to this interview.')
      : trans.__('%1 invites you to this interview.', invitedBy);
  const asWhat = {
    candidate: trans.__('You join as a candidate: you write and run code.'),
    observer: trans.__('You join as an observer: you watch.'),
    interviewer: trans.__('You join as an interviewer: you help to conduct it.')
  }[role];
  const then = waits ? [trans.__('The interviewer will let you in.')] : [];
  return [`${who} ${asWhat}`, ...then];
}
