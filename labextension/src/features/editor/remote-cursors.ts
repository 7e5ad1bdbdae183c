/**
 * The carets and selections of the others, with their names: where the pointer is, and beside the
 * line numbers. Never over the text by themselves, because somebody reads it.
 *
 * Drawn in layers beside the text and not as widgets in it: names are then no part of what a screen
 * reader, a copy or an input method finds in the line, and no style attributes are needed, which the
 * guest page's policy forbids. Positions and class names are those of y-codemirror.next.
 */
import { Annotation, EditorSelection } from '@codemirror/state';
import type { EditorState, Extension, Transaction } from '@codemirror/state';
import { layer, RectangleMarker, ViewPlugin } from '@codemirror/view';
import type { EditorView, LayerMarker, ViewUpdate } from '@codemirror/view';
import type { Awareness } from 'y-protocols/awareness';
import type * as Y from 'yjs';
import { safeColor } from '../../ui/colors';
import { caretGutter } from './caret-gutter';
import { indexOf, positionAt, samePosition } from './relative-position';
import { CaretMarker, SelectionMarker } from './remote-markers';

/** Somebody else's selection in this text, as offsets. */
export interface IRemoteSelection {
  clientId: number;
  /** The id of the person. */
  user: string;
  name: string;
  color: string;
  anchor: number;
  head: number;
}

const awarenessChanged = Annotation.define<true>();

export function remoteCursors(text: Y.Text, awareness: Awareness): Extension {
  const redraw = (update: ViewUpdate): boolean =>
    update.docChanged || update.transactions.some(caretsMoved);
  return [
    ownSelection(text, awareness),
    caretGutter(
      state => remoteSelections(state, text, awareness),
      transaction => caretsMoved(transaction) || cameFromText(transaction, text)
    ),
    layer({
      above: false,
      class: 'jpi-RemoteSelections',
      update: redraw,
      markers: view => remoteSelections(view.state, text, awareness).flatMap(selectionMarkers(view))
    }),
    layer({
      above: true,
      class: 'jpi-RemoteCarets',
      update: redraw,
      markers: view => remoteSelections(view.state, text, awareness).flatMap(caretMarkers(view))
    })
  ];
}

/** Carets of others may be elsewhere now, apart from where a change of the text has put them. */
export function caretsMoved(transaction: Transaction): boolean {
  return transaction.annotation(awarenessChanged) === true;
}

/**
 * Whether the shared text has this change already, because it brought it. A caret may have been
 * known before the text in which it stands. Changes that leave the length are told of by neither:
 * they move no caret of others.
 */
function cameFromText({ changes, newDoc }: Transaction, text: Y.Text): boolean {
  return changes.length !== changes.newLength && newDoc.length === text.length;
}

/** Tells the others where the own caret is, and the layers when the others moved. */
function ownSelection(text: Y.Text, awareness: Awareness): Extension {
  return ViewPlugin.fromClass(
    class {
      constructor(private readonly _view: EditorView) {
        awareness.on('change', this._changed);
      }

      update(update: ViewUpdate): void {
        const { view, selectionSet, focusChanged, docChanged } = update;
        if (view.hasFocus && (selectionSet || focusChanged || docChanged)) {
          publish(view, text, awareness);
        }
      }

      destroy(): void {
        awareness.off('change', this._changed);
        awareness.setLocalStateField('cursor', null);
      }

      private readonly _changed = (change: Record<'added' | 'updated' | 'removed', number[]>) => {
        const { added, updated, removed } = change;
        if ([...added, ...updated, ...removed].some(id => id !== awareness.clientID)) {
          this._view.dispatch({ annotations: awarenessChanged.of(true) });
        }
      };
    }
  );
}

function publish(view: EditorView, text: Y.Text, awareness: Awareness): void {
  const { anchor, head } = view.state.selection.main;
  const cursor = { anchor: positionAt(text, anchor), head: positionAt(text, head) };
  const before = awareness.getLocalState()?.cursor as typeof cursor | null | undefined;
  if (
    !before ||
    !samePosition(before.anchor, cursor.anchor) ||
    !samePosition(before.head, cursor.head)
  ) {
    awareness.setLocalStateField('cursor', cursor);
  }
}

export function remoteSelections(
  state: EditorState,
  text: Y.Text,
  awareness: Awareness
): IRemoteSelection[] {
  const found: IRemoteSelection[] = [];
  for (const [clientId, known] of awareness.getStates()) {
    const cursor = known.cursor as { anchor: unknown; head: unknown } | null | undefined;
    const user = known.user as { id?: string; name?: string; color?: string } | undefined;
    if (clientId === awareness.clientID || !cursor) {
      continue;
    }
    const anchor = indexOf(text, cursor.anchor);
    const head = indexOf(text, cursor.head);
    if (anchor !== null && head !== null) {
      const end = state.doc.length;
      found.push({
        clientId,
        user: user?.id ?? '',
        name: user?.name ?? '?',
        color: safeColor(user?.color),
        anchor: Math.min(anchor, end),
        head: Math.min(head, end)
      });
    }
  }
  return found.sort((one, other) => one.clientId - other.clientId);
}

function selectionMarkers(view: EditorView) {
  return ({ anchor, head, color }: IRemoteSelection): LayerMarker[] =>
    anchor === head
      ? []
      : RectangleMarker.forRange(
          view,
          'cm-ySelection jpi-RemoteSelection',
          EditorSelection.range(anchor, head)
        ).map(rectangle => new SelectionMarker(rectangle, color));
}

function caretMarkers(view: EditorView) {
  return ({ clientId, head, name, color }: IRemoteSelection): LayerMarker[] =>
    RectangleMarker.forRange(view, '', EditorSelection.cursor(head)).map(
      rectangle => new CaretMarker({ rectangle, clientId, name, color })
    );
}
