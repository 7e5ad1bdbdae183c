/**
 * The shared editor. One JupyterLab editor per buffer: another file or a rebuilt document is
 * another buffer and gets another editor in the same place. So does one that was found to show
 * another text than the document's.
 */
import { Compartment } from '@codemirror/state';
import type { Extension } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { CodeEditor as LabEditor } from '@jupyterlab/codeeditor';
import * as React from 'react';
import type { Awareness } from 'y-protocols/awareness';
import { isProgram } from '../../contract/languages';
import type { Language } from '../../contract/protocol';
import type { IBuffer } from '../../model/document/buffers';
import { useTrans } from '../../ui/translation';
import type { Typing } from '../typing';
import type { ICodePosition } from './code-positions';
import type { EditorBackend } from './editor-backend';
import { editorKeys } from './editor-keys';
import type { IEditorSettings } from './editor-settings';
import { cameAtOnce } from './came-at-once';
import type { ICameAtOnce } from './came-at-once';
import { findPanel } from './find-panel';
import { following, showCaret } from './following';
import { beforeGrammar } from './before-grammar';
import { indentation } from './indentation';
import { KeyMapSwitch } from './key-map';
import { sameLines } from './line-endings';
import { RememberedCarets } from './remembered-carets';
import { remoteCursors } from './remote-cursors';
import { sharedUndo } from './shared-undo';
import { SwitchedNotice } from './switched-notice';
import { textCheck } from './text-check';
import { textLimit } from './text-limit';
import type { IRefusedEdit } from './text-limit';
import { useTypedBuffer } from './use-typed-buffer';
import { withoutEditContext } from './without-edit-context';

export interface ICodeEditorProps {
  buffer: IBuffer;
  awareness: Awareness;
  backend: EditorBackend;
  readOnly: boolean;
  typing: Typing;
  /** Where to put the caret, each time this is another object. */
  position: ICodePosition | null;
  /** Take the focus, each time this is another object. */
  focus: object | null;
  /** The id of the person whose caret is kept in view. */
  followed: string | null;
  /** A key, a click or a turn of the wheel in the editor. */
  onOwnInput: () => void;
  /** Something of the editor is not there, in a sentence. */
  onProblem: (sentence: string) => void;
  /** Typing was stopped at the limit of the shared text. */
  onFull: (edit: IRefusedEdit) => void;
  /** The text was changed here. */
  onEdited: () => void;
  /** Text came in one change that this person has made, by no means always much. */
  onInserted: (insert: ICameAtOnce & { file: string }) => void;
  /** Much text was taken out by this person. */
  onTakenOut: (text: string) => void;
  /** Another text than `buffer` is shown while somebody types in it, or no longer. */
  onHeld: (buffer: IBuffer | null) => void;
  /** The editor showed another text than the document's, and was made anew. */
  onUnequal: (buffer: IBuffer, shown: string) => void;
}

export function CodeEditor(props: ICodeEditorProps): JSX.Element {
  const { awareness, backend, readOnly, position, focus, typing, followed } = props;
  const { onFull, onEdited, onHeld, onUnequal, onOwnInput, onProblem } = props;
  const { onInserted, onTakenOut } = props;
  const trans = useTrans();
  const hintId = React.useId();
  const host = React.useRef<HTMLDivElement>(null);
  const editor = React.useRef<LabEditor.IEditor | null>(null);
  const inner = React.useRef<IInner | null>(null);
  const before = React.useRef<{ buffer: IBuffer; hadFocus: boolean } | null>(null);
  const [carets] = React.useState(() => new RememberedCarets());
  const [generation, makeAnew] = React.useReducer((count: number) => count + 1, 0);
  const [isAway, setAway] = React.useState(false);
  const buffer = useTypedBuffer(props.buffer, typing);
  const told = React.useRef({ onFull, onEdited, onUnequal, onInserted, onTakenOut });
  told.current = { onFull, onEdited, onUnequal, onInserted, onTakenOut };
  const { settings: source } = backend;
  const settings = React.useSyncExternalStore(source.follow, () => source.current);
  const first = React.useRef(settings);
  first.current = settings;
  const whom = React.useRef(followed);
  whom.current = followed;

  React.useLayoutEffect(() => {
    const place = document.createElement('div');
    host.current?.append(place);
    const mimeType = backend.mimeTypeOf(buffer);
    const model = new LabEditor.Model({ sharedModel: buffer.shared, mimeType });
    const keyMap = new KeyMapSwitch();
    const offered = new Compartment();
    const made = withoutEditContext(() =>
      backend.newDocumentEditor({
        host: place,
        model,
        config: { ...first.current.options(buffer.language), searchWithCM: true },
        extensions: [
          keyMap.extension,
          offered.of([]),
          sameLines(),
          indentation(isProgram(buffer.language)),
          beforeGrammar(buffer.language),
          findPanel(trans),
          editorKeys(),
          sharedUndo(buffer.shared, (how, text, before) =>
            told.current.onInserted({ how, text, before, file: buffer.file })
          ),
          cameAtOnce({
            onInserted: insert => told.current.onInserted({ ...insert, file: buffer.file }),
            onTakenOut: text => told.current.onTakenOut(text)
          }),
          remoteCursors(buffer.text, awareness),
          following(buffer.text, awareness, () => whom.current),
          textLimit({
            maxBytes: () => buffer.maxBytes,
            onRefused: edit => told.current.onFull(edit),
            onEdited: () => told.current.onEdited()
          }),
          textCheck(buffer.text, shown => {
            told.current.onUnequal(buffer, shown);
            makeAnew();
          }),
          typing.extension,
          accessible(trans.__('Code'), hintId)
        ]
      })
    );
    const view = EditorView.findFromDOM(place);
    editor.current = made;
    if (view) {
      inner.current = { view, keyMap };
      carets.restore(buffer, view);
      void offerCompletion(view, offered, buffer.language);
    }
    const last = before.current;
    if (last === null ? nothingElseHasFocus(place) : last.hadFocus) {
      if (last === null || last.buffer.file === buffer.file) {
        made.focus();
      } else {
        // What they type on, looking elsewhere, was not meant for this text.
        host.current?.focus();
        setAway(true);
      }
    }
    return () => {
      before.current = { buffer, hadFocus: made.hasFocus() };
      if (view) {
        carets.keep(buffer, view);
      }
      editor.current = null;
      inner.current = null;
      made.dispose();
      model.dispose();
      place.remove();
    };
  }, [buffer, awareness, backend, trans, hintId, generation, carets, typing]);

  React.useLayoutEffect(() => {
    editor.current?.setOption('readOnly', readOnly);
  }, [readOnly, buffer, awareness, backend, trans, hintId, generation]);

  React.useLayoutEffect(() => {
    if (editor.current !== null && inner.current !== null) {
      apply(settings, buffer.language, editor.current, inner.current).catch(() =>
        onProblem(trans.__('The keys of %1 could not be fetched.', NAMES[settings.keyMap]))
      );
    }
  }, [settings, onProblem, buffer, awareness, backend, trans, hintId, generation]);

  React.useEffect(() => {
    if (inner.current !== null) {
      showCaret(inner.current.view, buffer.text, awareness, followed);
    }
  }, [followed, buffer, awareness, generation]);

  const isHeld = buffer !== props.buffer;
  React.useLayoutEffect(() => {
    onHeld(isHeld ? buffer : null);
    return () => onHeld(null);
  }, [buffer, isHeld, onHeld]);

  const wentTo = React.useRef<ICodePosition | null>(null);
  React.useEffect(() => {
    const isHere = position !== null && position.file === buffer.name;
    if (isHere && position !== wentTo.current && editor.current !== null) {
      wentTo.current = position;
      goTo(editor.current, position);
    }
  }, [position, buffer]);

  React.useEffect(() => {
    if (focus !== null) {
      editor.current?.focus();
    }
  }, [focus]);

  return (
    <div className="jpi-Editor">
      <SwitchedNotice
        wanted={props.buffer.name}
        shown={buffer.name}
        isHeld={isHeld && buffer.file !== props.buffer.file}
        isAway={isAway}
        mayType={!readOnly}
      />
      <div
        className="jpi-Editor-host"
        ref={host}
        tabIndex={-1}
        onKeyDownCapture={event => !MODIFIERS.includes(event.key) && onOwnInput()}
        onPointerDownCapture={onOwnInput}
        onWheelCapture={onOwnInput}
        onTouchMoveCapture={onOwnInput}
        onKeyDown={event => {
          if (event.target === host.current && takesFocus(event)) {
            event.preventDefault();
            editor.current?.focus();
          }
        }}
        onFocus={event => event.target !== host.current && setAway(false)}
      />
      <span id={hintId} hidden>
        {trans.__('Tab indents. Press Escape, then Tab, to leave the editor.')}
      </span>
    </div>
  );
}

interface IInner {
  view: EditorView;
  keyMap: KeyMapSwitch;
}

const MODIFIERS: readonly string[] = ['Alt', 'AltGraph', 'CapsLock', 'Control', 'Meta', 'Shift'];

/** The languages of which something is offered. */
const COMPLETED: readonly Language[] = ['python', 'javascript', 'typescript'];

const NAMES = { standard: '', vim: 'Vim', emacs: 'Emacs' };

async function apply(
  settings: IEditorSettings,
  language: Language | null,
  editor: LabEditor.IEditor,
  { view, keyMap }: IInner
): Promise<void> {
  for (const [name, value] of Object.entries(settings.options(language))) {
    editor.setOption(name, value);
  }
  // Where the page forbids attributes for styles, properties still may be set.
  const style = editor.host.style;
  style.setProperty('--jp-code-font-size', inPixels(settings.fontSize));
  style.setProperty('--jp-code-font-family', settings.fontFamily);
  style.setProperty('--jp-code-line-height', settings.lineHeight?.toString() ?? null);
  view.requestMeasure();
  await keyMap.set(view, settings.keyMap);
}

function inPixels(size: number | null): string | null {
  return size === null ? null : `${size}px`;
}

/** An editor that does not get it is one all the same. */
async function offerCompletion(
  view: EditorView,
  place: Compartment,
  language: Language | null
): Promise<void> {
  if (language !== null && COMPLETED.includes(language)) {
    try {
      const { completion } = await import('./completion');
      view.dispatch({ effects: place.reconfigure(await completion(language)) });
    } catch (reason) {
      console.warn('Nothing is offered for completion.', reason);
    }
  }
}

/** Keys that are not part of what somebody types. */
function takesFocus({ key }: React.KeyboardEvent): boolean {
  return key === 'Enter' || key.startsWith('Arrow');
}

/** The line may be gone by now; then it is the last one. */
function goTo(editor: LabEditor.IEditor, { line, column }: ICodePosition): void {
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
