/** A row of tabs, one of which is chosen. The arrow keys, Home and End go along them. */
import * as React from 'react';
import { isRightToLeft } from './direction';
import { Icon } from './icons';
import type { IconName } from './icons';

export interface ITab<K extends string> {
  key: K;
  label: string;
  icon?: IconName;
  /** A few letters behind the label, such as a count. */
  note?: string;
  className?: string;
}

export interface ITabsProps<K extends string> {
  /** What is chosen by them. */
  label: string;
  tabs: readonly ITab<K>[];
  chosen: K;
  onChoose: (key: K) => void;
  /** The id of the element that shows what was chosen. */
  controls: string;
}

export function Tabs<K extends string>(props: ITabsProps<K>): JSX.Element {
  const { tabs, chosen, onChoose } = props;
  const row = React.useRef<HTMLDivElement>(null);
  // Where there are more tabs than the row has room for, the chosen one is in sight.
  React.useLayoutEffect(() => {
    const tab = row.current?.querySelector('[aria-selected=true]');
    if (row.current && tab) {
      const [outer, inner] = [row.current, tab].map(each => each.getBoundingClientRect());
      row.current.scrollLeft +=
        Math.max(0, inner.right - outer.right) + Math.min(0, inner.left - outer.left);
    }
  }, [chosen, tabs.length]);
  const goAlong = (event: React.KeyboardEvent<HTMLElement>): void => {
    const at = tabs.findIndex(({ key }) => key === chosen);
    const right = isRightToLeft(event.currentTarget) ? -1 : 1;
    const next = {
      ArrowRight: (at + right + tabs.length) % tabs.length,
      ArrowLeft: (at - right + tabs.length) % tabs.length,
      Home: 0,
      End: tabs.length - 1
    }[event.key];
    if (next !== undefined) {
      event.preventDefault();
      onChoose(tabs[next].key);
      event.currentTarget.querySelectorAll<HTMLElement>('[role=tab]')[next]?.focus();
    }
  };
  return (
    <div ref={row} className="jpi-Tabs" role="tablist" aria-label={props.label} onKeyDown={goAlong}>
      {tabs.map(({ key, label, icon, note, className = '' }) => (
        <button
          key={key}
          type="button"
          role="tab"
          className={`jpi-Tab ${className}`}
          aria-selected={key === chosen}
          aria-controls={props.controls}
          tabIndex={key === chosen ? 0 : -1}
          onClick={() => onChoose(key)}
        >
          {icon && <Icon name={icon} />}
          <span className="jpi-Tab-label">{label}</span>
          {note !== undefined && <span className="jpi-Tab-note"> {note}</span>}
        </button>
      ))}
    </div>
  );
}
