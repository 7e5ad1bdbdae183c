/** One's notes in the order of their moments. */
import * as React from 'react';
import type { INote } from '../../contract/protocol';
import { Button } from '../../ui/button';
import { Icon } from '../../ui/icons';
import { exactTime } from '../../ui/times';
import { useTrans } from '../../ui/translation';
import { MomentTime } from '../look-back/moment-time';
import { NO_FILES } from '../questions/markdown';
import type { Markdown } from '../questions/markdown';
import type { IRemarksView } from './use-remarks';

export interface INoteListProps {
  notes: readonly INote[];
  view: IRemarksView;
  markdown: Markdown;
}

export function NoteList(props: INoteListProps): JSX.Element {
  const trans = useTrans();
  const list = React.useRef<HTMLOListElement>(null);
  const ids = props.notes.map(({ id }) => id);
  const before = React.useRef(ids);
  // What was just written is in sight, wherever its moment puts it.
  React.useLayoutEffect(() => {
    const at = ids.findIndex(id => !before.current.includes(id));
    before.current = ids;
    list.current?.children[at]?.scrollIntoView?.({ block: 'nearest' });
  });
  if (props.notes.length === 0) {
    return <p className="jpi-Muted">{trans.__('No notes yet.')}</p>;
  }
  return (
    <ol ref={list} className="jpi-NoteList" role="list" aria-label={trans.__('Your notes')}>
      {props.notes.map(note => (
        <li key={note.id} className="jpi-Note">
          <OwnNote {...props} note={note} />
        </li>
      ))}
    </ol>
  );
}

function OwnNote(props: INoteListProps & { note: INote }): JSX.Element {
  const { note, view, markdown } = props;
  const [edited, setEdited] = React.useState<string | null>(null);
  const trans = useTrans();
  const where = ['notes', note.id];
  const time = exactTime(note.time);
  const put = async (body: object): Promise<void> => {
    if (await view.change(where, body)) {
      setEdited(null);
    }
  };
  if (edited !== null) {
    return (
      <form
        className="jpi-Note-form"
        onSubmit={event => {
          event.preventDefault();
          void put({ text: edited.trim() });
        }}
      >
        <textarea
          className="jpi-Input"
          rows={3}
          maxLength={2000}
          value={edited}
          autoFocus
          aria-label={trans.__('Note of %1', time)}
          onChange={({ target }) => setEdited(target.value)}
          onKeyDown={event => {
            if (event.key === 'Escape') {
              event.preventDefault();
              event.stopPropagation();
              setEdited(null);
            }
          }}
        />
        <Button type="submit" label={trans.__('Keep')} look="primary" className="jpi-mod-small" />
        <Button
          label={trans.__('Cancel')}
          look="quiet"
          className="jpi-mod-small"
          onClick={() => setEdited(null)}
        />
      </form>
    );
  }
  return (
    <>
      <NoteText note={note} markdown={markdown} />
      {!note.final && (
        <div className="jpi-Note-actions">
          <Button
            label={trans.__('Change the note of %1', time)}
            icon="edit"
            iconOnly
            look="quiet"
            className="jpi-mod-small"
            onClick={() => setEdited(note.text)}
          />
          <Button
            label={trans.__('Share the note of %1 now', time)}
            tooltip={trans.__(
              'Share it now: it stays as it is, and hosts who have submitted their scores read it'
            )}
            icon="users"
            iconOnly
            look="quiet"
            className="jpi-mod-small"
            onClick={() => void put({ text: note.text, shared: true })}
          />
          <Button
            label={trans.__('Take the note of %1 back', time)}
            icon="close"
            iconOnly
            look="quiet"
            className="jpi-mod-small"
            onClick={() => void view.change(where, null)}
          />
        </div>
      )}
      {note.shared && <span className="jpi-Note-mark">{trans.__('shared')}</span>}
    </>
  );
}

/** The moment of a note, and what it says. */
export function NoteText(props: { note: INote; markdown: Markdown }): JSX.Element {
  const { note, markdown: Text } = props;
  const trans = useTrans();
  return (
    <>
      <MomentTime time={note.time} className="jpi-Note-time" />
      <div className="jpi-Note-text">
        {note.text.trim() === '' ? (
          <span className="jpi-Muted">
            <Icon name="bookmark" /> {trans.__('Bookmark')}
          </span>
        ) : (
          <Text text={note.text} files={NO_FILES} />
        )}
      </div>
    </>
  );
}
