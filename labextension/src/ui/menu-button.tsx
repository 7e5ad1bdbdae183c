/** A button that opens a small menu. Arrow keys, Home, End and Escape work as in any menu. */
import * as React from 'react';
import { Button } from './button';
import type { IButtonProps } from './button';
import { Icon } from './icons';
import type { IconName } from './icons';
import { showBelow } from './show-below';

export interface IMenuItem {
  label: string;
  /** Of the label, where it is not in the language of the page. */
  lang?: string;
  danger?: boolean;
  /** It stays in the menu and can be reached, and does nothing. */
  disabled?: boolean;
  tooltip?: string;
  /** Of something that is on or off. */
  checked?: boolean;
  /** Of several that exclude each other, `checked` is one. */
  radio?: boolean;
  onSelect: () => void;
}

export interface IMenuButtonProps {
  label: string;
  icon?: IconName;
  look?: IButtonProps['look'];
  className?: string;
  /** The label is seen, and not only read out. */
  showLabel?: boolean;
  accessibleName?: string;
  tooltip?: string;
  tabIndex?: number;
  items: readonly IMenuItem[];
}

const ITEM = '[role^="menuitem"]';

export function MenuButton(props: IMenuButtonProps): JSX.Element {
  const { items } = props;
  const [open, setOpen] = React.useState(false);
  const button = React.useRef<HTMLButtonElement>(null);
  const menu = React.useRef<HTMLDivElement>(null);

  React.useLayoutEffect(() => {
    if (!open || !menu.current || !button.current) {
      return undefined;
    }
    const end = showBelow(menu.current, button.current);
    menu.current.querySelector<HTMLElement>(ITEM)?.focus();
    return end;
  }, [open]);

  const close = (returnFocus: boolean): void => {
    setOpen(false);
    if (returnFocus) {
      button.current?.focus();
    }
  };

  return (
    <span
      className="jpi-MenuButton"
      onBlur={event => {
        if (!event.currentTarget.contains(event.relatedTarget)) {
          close(false);
        }
      }}
    >
      <Button
        ref={button}
        label={props.label}
        icon={props.icon ?? 'more'}
        iconOnly={!props.showLabel}
        accessibleName={props.accessibleName}
        tooltip={props.tooltip}
        look={props.look ?? 'quiet'}
        className={props.className}
        attributes={{ 'aria-haspopup': 'menu', 'aria-expanded': open, tabIndex: props.tabIndex }}
        onClick={() => setOpen(!open)}
      />
      {open && (
        <div
          ref={menu}
          className="jpi-Menu"
          role="menu"
          aria-label={props.label}
          // The top layer, so that nothing clips it.
          {...{ popover: 'manual' }}
          onKeyDown={event => {
            event.stopPropagation();
            if (event.key === 'Escape' || event.key === 'Tab') {
              event.preventDefault();
              close(true);
            } else if (moveFocus(event.currentTarget, event.key)) {
              event.preventDefault();
            }
          }}
        >
          {items.map((item, index) => (
            // Two may be called the same.
            <button
              key={index}
              type="button"
              lang={item.lang}
              role={roleOf(item)}
              aria-checked={item.checked}
              aria-disabled={item.disabled}
              title={item.tooltip}
              tabIndex={-1}
              className={item.danger ? 'jpi-Menu-item jpi-mod-danger' : 'jpi-Menu-item'}
              onClick={() => {
                if (!item.disabled) {
                  close(true);
                  item.onSelect();
                }
              }}
            >
              {item.checked !== undefined && <Icon name="check" className="jpi-Menu-check" />}
              {item.label}
            </button>
          ))}
        </div>
      )}
    </span>
  );
}

function roleOf({ checked, radio }: IMenuItem): string {
  if (checked === undefined) {
    return 'menuitem';
  }
  return radio ? 'menuitemradio' : 'menuitemcheckbox';
}

function moveFocus(menu: HTMLElement, key: string): boolean {
  const items = [...menu.querySelectorAll<HTMLElement>(ITEM)];
  const at = items.findIndex(item => item === document.activeElement);
  const next = {
    ArrowDown: (at + 1) % items.length,
    ArrowUp: (at - 1 + items.length) % items.length,
    Home: 0,
    End: items.length - 1
  }[key];
  if (next === undefined) {
    return false;
  }
  items[next].focus();
  return true;
}
