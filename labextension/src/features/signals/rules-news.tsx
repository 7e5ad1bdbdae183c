/** That how the interview is held was changed while one was in it. */
import * as React from 'react';
import { Notice } from '../../ui/notice';
import { useTrans } from '../../ui/translation';
import { useSession, useSignals } from '../use-interview';
import { aiSentence, notedSentence } from './policy-words';

export function RulesNews(): JSX.Element {
  const { settings } = useSession();
  const signals = useSignals();
  const trans = useTrans();
  const { news } = signals;
  const isOfAi = news.includes('ai') || news.includes('aiSentence');
  const isOfNotes = news.includes('noteInserts') || news.includes('noteAway');
  const words = [
    ...(isOfAi
      ? [aiSentence(settings, trans) || trans.__('AI: nothing is said of it any more.')]
      : []),
    ...(isOfNotes ? [notedSentence(settings, trans)] : [])
  ];
  // This element is always there, so that a screen reader speaks what comes into it.
  return (
    <div role="status">
      {words.length > 0 && (
        <Notice kind="info" icon="message" role="presentation" onDismiss={() => signals.putAway()}>
          <span>
            <strong>{trans.__('Changed from now on.')}</strong> {words.join(' ')}
          </span>
        </Notice>
      )}
    </div>
  );
}
