/**
 * Who has typed what, in the text itself: a colour for each person with a line of its own kind below, and a
 * caret where the last edit was made. Colours come from properties of the element around, because a page may
 * forbid attributes for styles.
 */
import { StateEffect, StateField, type Extension, type Text } from '@codemirror/state';
import { Decoration, EditorView, WidgetType, type DecorationSet } from '@codemirror/view';
import type { IRecent } from '../../playback/recent';
import type { IAuthored } from '../../recording/text-at';

/** Kinds of lines; after so many people they begin anew. */
export const KINDS = 5;

export interface IAuthorship {
  /** Empty where colours are not wanted. */
  readonly authors: readonly (IAuthored | IRecent)[];
  /** Where the last edit was made; null where it was in another file. */
  readonly last: { readonly position: number; readonly who: number; readonly name: string } | null;
}

/** Tells the editor what to mark from now on, beside a change of the text. */
export const setAuthorship = StateEffect.define<IAuthorship>();

export function authorMarks(): Extension {
  return StateField.define<DecorationSet>({
    create: () => Decoration.none,
    update: (marks, transaction) => {
      for (const effect of transaction.effects) {
        if (effect.is(setAuthorship)) {
          return marksOf(effect.value, transaction.state.doc);
        }
      }
      return marks.map(transaction.changes);
    },
    provide: field => EditorView.decorations.from(field)
  });
}

/** `age` is of what was typed lately, and fades. */
export function classOf(who: number, age?: number): string {
  const lately = age === undefined ? '' : ` jpi-Recent-${age}`;
  return who < 0 ? '' : `jpi-Author jpi-Author-${who % KINDS}${lately}`;
}

function marksOf({ authors, last }: IAuthorship, text: Text): DecorationSet {
  const { length } = text;
  const ranges = authors
    .filter(({ who, from, to }) => who >= 0 && to <= length && from < to)
    .map(one => {
      const age = 'age' in one ? one.age : undefined;
      return Decoration.mark({ class: classOf(one.who, age) }).range(one.from, one.to);
    });
  if (last !== null && last.position <= length) {
    const isAtEnd = text.lineAt(last.position).to === last.position;
    const widget = new LastEdit(last.who, last.name, isAtEnd);
    ranges.push(Decoration.widget({ widget, side: 1 }).range(last.position));
  }
  return Decoration.set(ranges, true);
}

class LastEdit extends WidgetType {
  constructor(
    private readonly _who: number,
    private readonly _name: string,
    /** Nothing of the line is behind it, so the name has its place there. */
    private readonly _isAtEnd: boolean
  ) {
    super();
  }

  override eq(other: LastEdit): boolean {
    return (
      this._who === other._who && this._name === other._name && this._isAtEnd === other._isAtEnd
    );
  }

  toDOM(): HTMLElement {
    const caret = document.createElement('span');
    caret.className = `jpi-LookBack-caret jpi-Author-${Math.max(0, this._who) % KINDS}`;
    caret.setAttribute('aria-hidden', 'true');
    const flag = document.createElement('span');
    flag.className = `jpi-LookBack-flag ${this._isAtEnd ? 'jpi-mod-atEnd' : ''}`;
    // Not as text, which would be copied with the code.
    flag.dataset.name = this._name;
    caret.append(flag);
    return caret;
  }
}
