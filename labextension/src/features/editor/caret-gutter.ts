/**
 * Whose caret is in a line, beside its number: there a name covers no code. An initial in the person's
 * colour, or how many they are; the names come when the pointer is on it.
 */
import { RangeSetBuilder, StateField } from '@codemirror/state';
import type { EditorState, Extension, RangeSet, Transaction } from '@codemirror/state';
import { GutterMarker, lineNumberMarkers } from '@codemirror/view';
import { textOn } from '../../ui/colors';

export interface IGutterCaret {
  name: string;
  color: string;
  head: number;
}

/** `moved` says whether carets are elsewhere after a transaction, and `carets` where. */
export function caretGutter(
  carets: (state: EditorState) => readonly IGutterCaret[],
  moved: (transaction: Transaction) => boolean
): Extension {
  return StateField.define<IDrawn>({
    create: state => draw(state, carets(state)),
    update: (before, transaction) => {
      const { state, docChanged, changes } = transaction;
      if (moved(transaction)) {
        return draw(state, carets(state));
      }
      // The shared text hears of what is typed here only after this.
      return docChanged
        ? draw(
            state,
            before.carets.map(caret => ({ ...caret, head: changes.mapPos(caret.head, 1) }))
          )
        : before;
    },
    provide: field => lineNumberMarkers.from(field, ({ markers }) => markers)
  });
}

interface IDrawn {
  carets: readonly IGutterCaret[];
  markers: RangeSet<GutterMarker>;
}

function draw({ doc }: EditorState, carets: readonly IGutterCaret[]): IDrawn {
  const lines = new Map<number, IGutterCaret[]>();
  for (const caret of carets) {
    const { number } = doc.lineAt(Math.min(caret.head, doc.length));
    lines.set(number, [...(lines.get(number) ?? []), caret]);
  }
  const builder = new RangeSetBuilder<GutterMarker>();
  for (const [number, here] of [...lines].sort(([one], [other]) => one - other)) {
    const { from } = doc.line(number);
    builder.add(from, from, new PeopleMarker(number, here));
  }
  return { carets, markers: builder.finish() };
}

class PeopleMarker extends GutterMarker {
  constructor(
    private readonly _line: number,
    private readonly _people: readonly IGutterCaret[]
  ) {
    super();
  }

  override eq(other: PeopleMarker): boolean {
    return this._words === other._words;
  }

  override toDOM(): Node {
    const [{ name, color }] = this._people;
    const initial = document.createElement('span');
    initial.className = 'jpi-CaretInitial';
    initial.title = this._people.map(person => person.name).join('\n');
    initial.textContent =
      this._people.length > 1 ? String(this._people.length) : ([...name][0] ?? '').toUpperCase();
    initial.style.backgroundColor = color;
    initial.style.color = textOn(color);
    const both = document.createElement('span');
    both.className = 'jpi-CaretLine';
    both.append(initial, String(this._line));
    return both;
  }

  private get _words(): string {
    return JSON.stringify([this._line, this._people.map(({ name, color }) => [name, color])]);
  }
}
