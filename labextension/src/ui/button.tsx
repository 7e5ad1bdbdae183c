/** Buttons with the look of Lab's. A disabled one keeps the focus, so that keys go on working. */
import * as React from 'react';
import { Icon } from './icons';
import type { IconName } from './icons';

export interface IButtonProps {
  label: string;
  icon?: IconName;
  /** Only the icon is seen; the label stays the accessible name and the tooltip. */
  iconOnly?: boolean;
  look?: 'plain' | 'primary' | 'danger' | 'quiet';
  disabled?: boolean;
  tooltip?: string;
  type?: 'button' | 'submit';
  onClick?: () => void;
  className?: string;
  /** For the accessible name where the label alone says too little. */
  accessibleName?: string;
  /** Further attributes: `aria-expanded` and the like. */
  attributes?: React.ButtonHTMLAttributes<HTMLButtonElement>;
}

export const Button = React.forwardRef<HTMLButtonElement, IButtonProps>((props, ref) => {
  const { label, icon, iconOnly, disabled, onClick } = props;
  const classes = ['jpi-Button', `jpi-mod-${props.look ?? 'plain'}`];
  if (iconOnly) {
    classes.push('jpi-mod-iconOnly');
  }
  if (props.className) {
    classes.push(props.className);
  }
  return (
    <button
      {...props.attributes}
      ref={ref}
      type={props.type ?? 'button'}
      className={classes.join(' ')}
      aria-disabled={disabled ? true : undefined}
      aria-label={props.accessibleName ?? (iconOnly ? label : undefined)}
      title={props.tooltip ?? (iconOnly ? label : undefined)}
      onClick={event => {
        if (disabled) {
          event.preventDefault();
        } else {
          onClick?.();
        }
      }}
    >
      {icon && <Icon name={icon} />}
      {!iconOnly && <span className="jpi-Button-label">{label}</span>}
    </button>
  );
});

Button.displayName = 'Button';
