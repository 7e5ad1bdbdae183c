/** A question mark that says, when asked, what the words beside it mean. */
import * as React from 'react';
import { Button } from './button';
import { showBelow } from './show-below';

export function Explanation(props: { label: string; children: React.ReactNode }): JSX.Element {
  const [open, setOpen] = React.useState(false);
  const button = React.useRef<HTMLButtonElement>(null);
  const words = React.useRef<HTMLSpanElement>(null);

  React.useLayoutEffect(() => {
    return open && words.current && button.current
      ? showBelow(words.current, button.current)
      : undefined;
  }, [open]);

  return (
    <span
      className="jpi-Explanation"
      onBlur={event => {
        if (!event.currentTarget.contains(event.relatedTarget)) {
          setOpen(false);
        }
      }}
      onKeyDown={event => {
        if (open && event.key === 'Escape') {
          event.stopPropagation();
          setOpen(false);
          button.current?.focus();
        }
      }}
    >
      <Button
        ref={button}
        label={props.label}
        icon="help"
        iconOnly
        look="quiet"
        attributes={{ 'aria-expanded': open }}
        onClick={() => setOpen(!open)}
      />
      {/* Always there, so that a screen reader speaks what comes into it. */}
      <span role="status">
        {open && (
          <span ref={words} className="jpi-Explanation-words" {...{ popover: 'manual' }}>
            {props.children}
          </span>
        )}
      </span>
    </span>
  );
}
