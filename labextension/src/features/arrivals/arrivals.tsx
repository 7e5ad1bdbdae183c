/** The note that somebody has come or waits, in a corner of the panel. It goes by itself. */
import * as React from 'react';
import type { IUser } from '../../contract/protocol';
import { Button } from '../../ui/button';
import { ColorDot } from '../../ui/color-dot';
import { useTrans } from '../../ui/translation';
import { useArrivals, usePeople, useSession } from '../use-interview';
import { cameSentence, waitsSentence } from './arrival-words';
import { chime } from './chime';
import type { ISoundChoice } from './sound-choice';

/** Milliseconds for which it can be seen. */
const SHOWN_MS = 8_000;

export interface IArrivalsProps {
  sound: ISoundChoice;
  /** Shows this person where people are listed. */
  onShow: (user: IUser) => void;
  onDo: (change: Promise<void>) => void;
}

export function Arrivals({ sound, onShow, onDo }: IArrivalsProps): JSX.Element {
  const arrivals = useArrivals();
  const people = usePeople();
  const session = useSession();
  const trans = useTrans();
  const [news, setNews] = React.useState<readonly IUser[]>([]);
  React.useEffect(() => {
    const arrived = (_: unknown, users: readonly IUser[]): void => {
      setNews(before => [
        ...before.filter(({ id }) => !users.some(user => user.id === id)),
        ...users
      ]);
      if (sound.isOn) {
        chime();
      }
    };
    arrivals.arrived.connect(arrived);
    return () => {
      arrivals.arrived.disconnect(arrived);
    };
  }, [arrivals, sound]);
  const forget = React.useCallback(() => setNews([]), []);

  // Whoever has gone, or was let in meanwhile, is no news any more.
  const current = people.list.filter(({ id, online, waiting }) =>
    news.some(user => online && user.id === id && user.waiting === waiting)
  );
  const isOver = news.length > 0 && current.length === 0;
  React.useEffect(() => {
    // Whoever is back in a moment would be told of once more.
    if (isOver) {
      forget();
    }
  }, [isOver, forget]);
  const waiting = current.filter(user => user.waiting);
  const came = current.filter(user => !user.waiting);
  return (
    // Always there, so that a screen reader speaks what comes into it, and nothing else of it.
    <div className="jpi-Arrivals" role="status" aria-atomic="false">
      {current.length > 0 && (
        <Note news={news} isSeen={arrivals.isVisible} onGone={forget}>
          {waiting.length > 0 && (
            <Row users={waiting} words={waitsSentence(waiting, trans)} onShow={onShow}>
              {session.can('admit') && (
                <Button
                  label={waiting.length === 1 ? trans.__('Let in') : trans.__('Let them in')}
                  look="primary"
                  onClick={() =>
                    onDo(
                      Promise.all(waiting.map(({ id }) => people.admit(id))).then(() => undefined)
                    )
                  }
                />
              )}
            </Row>
          )}
          {came.length > 0 && (
            <Row users={came} words={cameSentence(came, trans)} onShow={onShow} />
          )}
        </Note>
      )}
    </div>
  );
}

/** Stays while somebody points at it or has the focus in it, and until it could be seen. */
function Note(props: {
  /** Another list begins its time anew. */
  news: readonly IUser[];
  isSeen: boolean;
  onGone: () => void;
  children: React.ReactNode;
}): JSX.Element {
  const { news, isSeen, onGone } = props;
  const trans = useTrans();
  const [isPointed, setPointed] = React.useState(false);
  const [isFocused, setFocused] = React.useState(false);
  const isGoing = isSeen && !isPointed && !isFocused;
  React.useEffect(() => {
    if (!isGoing) {
      return undefined;
    }
    const timer = setTimeout(onGone, SHOWN_MS);
    return () => clearTimeout(timer);
  }, [news, isGoing, onGone]);
  return (
    <div
      className="jpi-Arrivals-note"
      onMouseEnter={() => setPointed(true)}
      onMouseLeave={() => setPointed(false)}
      onFocus={() => setFocused(true)}
      onBlur={() => setFocused(false)}
    >
      <div className="jpi-Arrivals-rows">{props.children}</div>
      <Button
        label={trans.__('Dismiss this note')}
        icon="close"
        iconOnly
        look="quiet"
        className="jpi-mod-small"
        onClick={onGone}
      />
    </div>
  );
}

function Row(props: {
  users: readonly IUser[];
  words: string;
  onShow: (user: IUser) => void;
  children?: React.ReactNode;
}): JSX.Element {
  const { users, words } = props;
  const trans = useTrans();
  return (
    <div className="jpi-Arrivals-row">
      <button
        type="button"
        className="jpi-Arrivals-words"
        title={trans.__('Show in the list of people')}
        onClick={() => props.onShow(users[0])}
      >
        <ColorDot color={users[0].color} />
        <span>{words}</span>
      </button>
      {props.children}
    </div>
  );
}
