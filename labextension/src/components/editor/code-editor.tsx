/**
 * The shared editor. One JupyterLab editor per buffer: a language switch or a rebuilt document is
 * another buffer and gets another editor in the same place.
 */
import type { Extension } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { CodeEditor as LabEditor } from '@jupyterlab/codeeditor';
import * as React from 'react';
import type { Awareness } from 'y-protocols/awareness';
import type { IBuffer } from '../../model/interview';
import { useTrans } from '../translation';
import type { EditorBackend } from './editor-backend';
import type { IPlace } from '../run-places';
import { remoteCursors } from './remote-cursors';
import { sharedUndo } from './shared-undo';
import { textLimit } from './text-limit';
import type { IRefusedEdit } from './text-limit';

export interface ICodeEditorProps {
  buffer: IBuffer;
  awareness: Awareness;
  backend: EditorBackend;
  readOnly: boolean;
  /** Where to put the caret, each time this is another object. */
  place: IPlace | null;
  /** Typing was stopped at the limit of the shared text. */
  onFull: (edit: IRefusedEdit) => void;
  /** The text was changed here. */
  onEdited: () => void;
}

export function CodeEditor(props: ICodeEditorProps): JSX.Element {
  const { buffer, awareness, backend, readOnly, place } = props;
  const trans = useTrans();
  const hintId = React.useId();
  const host = React.useRef<HTMLDivElement>(null);
  const editor = React.useRef<LabEditor.IEditor | null>(null);
  const hadFocus = React.useRef(false);
  const told = React.useRef(props);
  told.current = props;

  React.useLayoutEffect(() => {
    const place = document.createElement('div');
    host.current?.append(place);
    const model = new LabEditor.Model({ sharedModel: buffer.shared, mimeType: buffer.mimeType });
    const made = backend.newDocumentEditor({
      host: place,
      model,
      config: { searchWithCM: true },
      extensions: [
        sharedUndo(buffer.shared),
        remoteCursors(buffer.text, awareness),
        textLimit({
          maxBytes: buffer.maxBytes,
          onRefused: edit => told.current.onFull(edit),
          onEdited: () => told.current.onEdited()
        }),
        accessible(trans.__('Code'), hintId)
      ]
    });
    editor.current = made;
    if (hadFocus.current || nothingElseHasFocus(place)) {
      made.focus();
    }
    return () => {
      hadFocus.current = made.hasFocus();
      editor.current = null;
      made.dispose();
      model.dispose();
      place.remove();
    };
  }, [buffer, awareness, backend, trans, hintId]);

  React.useLayoutEffect(() => {
    editor.current?.setOption('readOnly', readOnly);
  }, [readOnly, buffer, awareness, backend, trans, hintId]);

  React.useEffect(() => {
    if (place !== null && editor.current !== null) {
      goTo(editor.current, place);
    }
  }, [place]);

  return (
    <div className="jpi-Editor">
      <div className="jpi-Editor-host" ref={host} />
      <span id={hintId} hidden>
        {trans.__('Tab indents. Press Escape, then Tab, to leave the editor.')}
      </span>
    </div>
  );
}

/** The line may be gone by now; then it is the last one. */
function goTo(editor: LabEditor.IEditor, { line, column }: IPlace): void {
  const last = Math.min(line, editor.lineCount) - 1;
  const length = editor.getLine(last)?.length ?? 0;
  const position = { line: last, column: Math.min(column - 1, length) };
  editor.setCursorPosition(position);
  editor.revealPosition(position);
  editor.focus();
}

/**
 * Whoever just came in by a button that is gone wants to type. On a phone it would open the keys, and
 * a notebook around the panel keeps the focus that it has.
 */
function nothingElseHasFocus(place: HTMLElement): boolean {
  const active = document.activeElement;
  const cell = place.closest('.jpi-mod-inCell');
  return (
    active?.contains(place) === true &&
    (cell === null || cell.contains(active)) &&
    !matchMedia('(pointer: coarse)').matches
  );
}

function accessible(label: string, hintId: string): Extension {
  return EditorView.contentAttributes.of({ 'aria-label': label, 'aria-describedby': hintId });
}
