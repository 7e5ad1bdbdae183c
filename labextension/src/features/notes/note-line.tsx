/** The line in which a note is written. Nothing of it leaves this page before it is kept. */
import { UUID } from '@lumino/coreutils';
import * as React from 'react';
import { Button } from '../../ui/button';
import { exactTime } from '../../ui/times';
import { useTrans } from '../../ui/translation';
import { afterTyping, ageOf, earlier, momentOf, NOTHING_YET } from './moment';

export interface INoteLineProps {
  /** Somebody wants to write, each time this is another object. */
  asked: object | null;
  /** Answers whether it was kept. */
  onKeep: (id: string, note: { text: string; ageMs: number }) => Promise<boolean>;
}

export function NoteLine({ asked, onKeep }: INoteLineProps): JSX.Element {
  const trans = useTrans();
  const [text, setText] = React.useState('');
  const [begun, setBegun] = React.useState(NOTHING_YET);
  const [isBusy, setBusy] = React.useState(false);
  // The same note when it is sent again, because nobody knows whether it was kept.
  const id = React.useRef(UUID.uuid4());
  const line = React.useRef<HTMLTextAreaElement>(null);
  const hint = React.useId();
  const cameFrom = React.useRef<Element | null>(null);

  React.useLayoutEffect(() => {
    if (asked === null || line.current === null) {
      return;
    }
    if (document.activeElement === line.current) {
      setBegun(earlier);
    } else {
      cameFrom.current = document.activeElement;
      line.current.focus();
    }
  }, [asked]);

  const keep = async (): Promise<void> => {
    if (isBusy) {
      return;
    }
    const now = Date.now();
    setBusy(true);
    // If it cannot be sent now its moment stays, also that of one without words.
    const moment = momentOf(begun, now);
    setBegun({ at: moment + begun.earlierMs, earlierMs: begun.earlierMs });
    const isKept = await onKeep(id.current, { text: text.trim(), ageMs: ageOf(moment, now) });
    setBusy(false);
    if (isKept) {
      id.current = UUID.uuid4();
      setText('');
      setBegun(NOTHING_YET);
    }
  };

  const keyDown = (event: React.KeyboardEvent): void => {
    if (event.key === 'Enter' && !event.shiftKey && !event.nativeEvent.isComposing) {
      event.preventDefault();
      void keep();
    } else if (event.key === 'Escape') {
      event.preventDefault();
      event.stopPropagation();
      giveBack(cameFrom.current);
    }
  };

  return (
    <div className="jpi-NoteLine" aria-busy={isBusy}>
      <textarea
        ref={line}
        className="jpi-Input"
        rows={2}
        maxLength={2000}
        value={text}
        aria-label={trans.__('New note')}
        aria-describedby={hint}
        placeholder={trans.__('What did you see?')}
        readOnly={isBusy}
        onChange={({ target }) => {
          setText(target.value);
          setBegun(before => afterTyping(before, target.value, Date.now()));
        }}
        onKeyDown={keyDown}
      />
      <div className="jpi-NoteLine-moment">
        {/* Spoken when one puts it back, and not at the first key. */}
        <span className="jpi-Muted" aria-live={begun.earlierMs > 0 ? 'polite' : 'off'}>
          {begun.at === null && begun.earlierMs === 0
            ? trans.__('now')
            : exactTime(new Date(momentOf(begun, Date.now())).toISOString())}
        </span>
        <Button
          label={trans.__('30 s earlier')}
          look="quiet"
          className="jpi-mod-small"
          tooltip={trans.__('One writes after the fact: put the moment of this note back')}
          onClick={() => {
            setBegun(earlier);
            line.current?.focus();
          }}
        />
        <Button
          label={text.trim() === '' ? trans.__('Bookmark') : trans.__('Keep')}
          look="primary"
          className="jpi-mod-small"
          disabled={isBusy}
          onClick={() => void keep()}
        />
      </div>
      <p id={hint} className="jpi-mod-offscreen">
        {trans.__(
          'Enter keeps it, without words as a bookmark. Shift+Enter begins a line. Escape leads back.'
        )}
      </p>
    </div>
  );
}

/** What had the focus before has it again, so that one types on in the code. */
function giveBack(node: Element | null): void {
  if (node instanceof HTMLElement && node.isConnected) {
    node.focus();
  }
}
