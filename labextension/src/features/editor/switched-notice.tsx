/** What somebody who was typing must know when another person has chosen another language. */
import * as React from 'react';
import type { Language } from '../../contract/protocol';
import { Notice } from '../../ui/notice';
import { useTrans } from '../../ui/translation';
import { languageName } from '../wording';

export function SwitchedNotice(props: {
  wanted: Language;
  shown: Language;
  /** The text of `wanted` is shown, and nobody has chosen a place in it yet. */
  isAway: boolean;
  mayType: boolean;
}): JSX.Element {
  const { wanted, shown, isAway, mayType } = props;
  const trans = useTrans();
  const isHeld = wanted !== shown;
  // Always there, so that a screen reader speaks what comes into it.
  return (
    <div role="status">
      {(isHeld || isAway) && (
        <Notice kind="info" icon="alert" role="presentation">
          {isHeld
            ? trans.__(
                'The interview is in %1 now. You go on in %2 until you pause.',
                languageName(wanted),
                languageName(shown)
              )
            : mayType
              ? trans.__(
                  'The interview is in %1 now. Click in the text, or press Enter, to type in it.',
                  languageName(wanted)
                )
              : trans.__('The interview is in %1 now.', languageName(wanted))}
        </Notice>
      )}
    </div>
  );
}
