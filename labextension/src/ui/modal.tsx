/**
 * A modal dialog on the browser's own `<dialog>`: focus trap, Escape and inertness of the rest come
 * from the browser, the same in Lab and on the guest page.
 */
import * as React from 'react';
import { createPortal } from 'react-dom';
import { Button } from './button';
import { useKeptFocus } from './kept-focus';
import { useTrans } from './translation';

/** Marks the control of a dialog that has the focus first, and not its button to close. */
const FIRST = 'data-first';
export const HAS_FOCUS_FIRST = { [FIRST]: '' };

export interface IModalProps {
  title: string;
  onClose: () => void;
  className?: string;
  children: React.ReactNode;
}

export function Modal(props: IModalProps): JSX.Element {
  const trans = useTrans();
  const dialog = React.useRef<HTMLDialogElement>(null);
  const titleId = React.useId();
  const { onClose } = props;

  // Closed while it is still in the page, or the browser could not give the focus back.
  React.useLayoutEffect(() => {
    const node = dialog.current;
    node?.showModal();
    node?.querySelector<HTMLElement>(`[${FIRST}]`)?.focus();
    return () => node?.close();
  }, []);
  useKeptFocus(dialog);

  // In the body: a panel's own shortcuts and its clipping do not reach it there.
  return createPortal(
    <dialog
      ref={dialog}
      className={`jpi-Modal ${props.className ?? ''}`}
      aria-labelledby={titleId}
      onCancel={event => {
        event.preventDefault();
        // Or one that stands over this one, whose event comes by here.
        if (event.target === dialog.current) {
          onClose();
        }
      }}
      onMouseDown={event => {
        if (event.target === dialog.current) {
          onClose();
        }
      }}
    >
      <div className="jpi-Modal-box">
        <header className="jpi-Modal-header">
          <h2 id={titleId}>{props.title}</h2>
          <Button label={trans.__('Close')} icon="close" iconOnly look="quiet" onClick={onClose} />
        </header>
        {props.children}
      </div>
    </dialog>,
    document.body
  );
}
