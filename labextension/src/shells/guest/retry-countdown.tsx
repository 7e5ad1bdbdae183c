/** Says for how long to wait, and then tries by itself: a class behind one address joins in turns. */
import * as React from 'react';
import { systemClock, type IClock } from '../../model/clock';
import { useTrans } from '../../ui/translation';

export interface IRetryCountdownProps {
  seconds: number;
  onRetry: () => void;
  clock?: IClock;
}

const SECOND = 1000;

export function RetryCountdown(props: IRetryCountdownProps): JSX.Element {
  const { seconds, onRetry, clock = systemClock } = props;
  const trans = useTrans();
  const [left, setLeft] = React.useState(seconds);
  const due = React.useRef(clock.now() + seconds * SECOND);

  React.useEffect(() => {
    if (left <= 0) {
      onRetry();
      return undefined;
    }
    // A page in the background is called late, so what is left is read from the clock.
    return clock.after(SECOND, () => setLeft(Math.ceil((due.current - clock.now()) / SECOND)));
  }, [left, onRetry, clock]);

  // A timer is not read out at every tick, also within an alert.
  return (
    <p role="timer">
      {trans._n('Trying again in %1 second.', 'Trying again in %1 seconds.', Math.max(left, 0))}
    </p>
  );
}
