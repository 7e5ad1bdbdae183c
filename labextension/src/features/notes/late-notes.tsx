/**
 * The drawer of notes and scores, whose script is fetched for hosts alone, and whether it is open. The
 * browser remembers that.
 */
import * as React from 'react';
import { Button } from '../../ui/button';
import { LatePart, useLate } from '../../ui/late-part';
import { Notice } from '../../ui/notice';
import { useTrans } from '../../ui/translation';
import { useSession } from '../use-interview';
import type { INotesProps, INotesView } from './notes-props';

const KEY = 'jupyter-interview:notes';
const OPEN = 'open';

const drawer = new LatePart(() => import('./notes-drawer'));

/** Fetches what draws it. */
export function fetchNotes(): Promise<unknown> {
  return drawer.fetch();
}

/** Null for whoever may write none. `noted` is another object each time that the keys were pressed. */
export function useNotesView(noted: object | null): INotesView | null {
  const isHost = useSession().can('notes');
  const [isOpen, setOpen] = React.useState(remembered);
  const [asked, setAsked] = React.useState<object | null>(null);
  const turn = React.useCallback((open: boolean) => {
    setOpen(open);
    remember(open);
  }, []);
  // Whoever presses the keys types on at once: nothing of that may come too late.
  React.useEffect(() => {
    if (isHost) {
      fetchNotes().catch(() => undefined);
    }
  }, [isHost]);
  React.useLayoutEffect(() => {
    if (noted !== null && isHost) {
      turn(true);
      setAsked(noted);
    }
    // A host who becomes one later did not ask before.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [noted]);
  return isHost ? { isOpen, asked, toggle: () => turn(!isOpen) } : null;
}

/** What was begun in it stays while it is closed. */
export function LateNotes(props: INotesProps): JSX.Element | null {
  const { isOpen, asked } = props.view;
  const [wasOpen, setWasOpen] = React.useState(false);
  React.useEffect(() => setWasOpen(was => was || isOpen), [isOpen]);
  if (!isOpen && !wasOpen) {
    return null;
  }
  return (
    <div className="jpi-Notes-place" hidden={!isOpen}>
      <Drawer key="drawer" {...props} asked={asked} />
    </div>
  );
}

function Drawer(props: INotesProps & { asked: object | null }): JSX.Element {
  const late = useLate(drawer);
  const trans = useTrans();
  const waiting = React.useRef<HTMLElement>(null);
  // Or what is typed meanwhile would come into the code, which everybody sees.
  React.useLayoutEffect(() => {
    if (props.asked !== null) {
      waiting.current?.focus();
    }
  }, [props.asked]);
  if (late.part !== null) {
    return <late.part.NotesDrawer {...props} />;
  }
  return (
    <section
      ref={waiting}
      className="jpi-Notes"
      tabIndex={-1}
      aria-label={trans.__('Notes and scores')}
    >
      {late.hasFailed ? (
        <Notice kind="warning" icon="alert">
          <p>{trans.__('This part of the page could not be fetched.')}</p>
          <Button label={trans.__('Try again')} onClick={late.again} />
        </Notice>
      ) : (
        <p className="jpi-Muted">{trans.__('Reading…')}</p>
      )}
    </section>
  );
}

function remembered(): boolean {
  try {
    return localStorage.getItem(KEY) === OPEN;
  } catch {
    return false;
  }
}

function remember(isOpen: boolean): void {
  try {
    localStorage.setItem(KEY, isOpen ? OPEN : 'closed');
  } catch {
    // Full, or forbidden by the browser.
  }
}
