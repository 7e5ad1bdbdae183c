/** Says over the text whose caret is kept in view, and ends it. */
import * as React from 'react';
import { Button } from '../../ui/button';
import { ColorDot } from '../../ui/color-dot';
import { useTrans } from '../../ui/translation';
import type { IFollowing } from './use-following';

export function FollowingNote({ following }: { following: IFollowing }): JSX.Element {
  const { whom, end } = following;
  const trans = useTrans();
  return (
    // Always there, so that a screen reader speaks what comes into it.
    <div role="status" className="jpi-EditorNote">
      {whom !== null && (
        <span className="jpi-EditorNote-words">
          <ColorDot color={whom.color} />
          <span>{trans.__('Following %1 until you click or type', whom.name)}</span>
          <Button
            label={trans.__('Stop following')}
            icon="close"
            iconOnly
            look="quiet"
            className="jpi-mod-small"
            onClick={end}
          />
        </span>
      )}
    </div>
  );
}
