/** How another person's caret and selection look. */
import type { LayerMarker, RectangleMarker } from '@codemirror/view';
import { textOn } from '../../ui/colors';

const SELECTION_OPACITY = '33';

/** Names of carets nearer to the top than this hang below them. */
const NAME_HEIGHT_PX = 18;

export class SelectionMarker implements LayerMarker {
  constructor(
    private readonly _rectangle: RectangleMarker,
    private readonly _color: string
  ) {}

  eq(other: SelectionMarker): boolean {
    return this._color === other._color && this._rectangle.eq(other._rectangle);
  }

  draw(): HTMLElement {
    const node = this._rectangle.draw();
    node.style.backgroundColor = this._color + SELECTION_OPACITY;
    return node;
  }
}

export interface ICaret {
  rectangle: RectangleMarker;
  clientId: number;
  name: string;
  color: string;
}

export class CaretMarker implements LayerMarker {
  constructor(private readonly _caret: ICaret) {}

  eq(other: CaretMarker): boolean {
    const { rectangle, ...rest } = this._caret;
    const { rectangle: otherRectangle, ...otherRest } = other._caret;
    return rectangle.eq(otherRectangle) && JSON.stringify(rest) === JSON.stringify(otherRest);
  }

  draw(): HTMLElement {
    const { name, color } = this._caret;
    const node = document.createElement('div');
    const flag = document.createElement('div');
    const label = document.createElement('div');
    node.className = 'cm-ySelectionCaret jpi-RemoteCaret';
    flag.className = 'cm-ySelectionCaretDot jpi-RemoteCaret-flag';
    label.className = 'cm-ySelectionInfo jpi-RemoteCaret-name';
    label.textContent = name;
    label.style.color = textOn(color);
    for (const part of [node, flag, label]) {
      part.style.backgroundColor = color;
    }
    node.append(flag, label);
    this._place(node);
    return node;
  }

  update(node: HTMLElement, before: CaretMarker): boolean {
    const { clientId, name, color } = this._caret;
    const old = before._caret;
    if (clientId !== old.clientId || name !== old.name || color !== old.color) {
      return false;
    }
    this._place(node);
    return true;
  }

  private _place(node: HTMLElement): void {
    const { left, top, height } = this._caret.rectangle;
    node.style.left = `${left}px`;
    node.style.top = `${top}px`;
    node.style.height = `${height}px`;
    node.classList.toggle('jpi-mod-below', top < NAME_HEIGHT_PX);
  }
}
