/** What somebody who was typing must know when another person shows everybody another file. */
import * as React from 'react';
import { Notice } from '../../ui/notice';
import { useTrans } from '../../ui/translation';

export function SwitchedNotice(props: {
  /** Names of files. */
  wanted: string;
  shown: string;
  isHeld: boolean;
  /** The text of `wanted` is shown, and nobody has chosen a place in it yet. */
  isAway: boolean;
  mayType: boolean;
}): JSX.Element {
  const { wanted, shown, isHeld, isAway, mayType } = props;
  const trans = useTrans();
  // Always there, so that a screen reader speaks what comes into it.
  return (
    <div role="status">
      {(isHeld || isAway) && (
        <Notice kind="info" icon="alert" role="presentation">
          {isHeld
            ? trans.__('%1 is shown now. You go on in %2 until you pause.', wanted, shown)
            : mayType
              ? trans.__(
                  '%1 is shown now. Click in the text, or press Enter, to type in it.',
                  wanted
                )
              : trans.__('%1 is shown now.', wanted)}
        </Notice>
      )}
    </div>
  );
}
