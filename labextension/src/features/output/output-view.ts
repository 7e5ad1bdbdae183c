/**
 * How one person looks at the runs: in which order, which are collapsed, which they cleared away.
 * Nobody else's view changes with it. The order is remembered by the browser, the rest by this page.
 */
import * as React from 'react';
import type { IRun } from '../../contract/protocol';

const KEY = 'jupyter-interview:output';

interface IPreferences {
  readonly newestFirst: boolean;
  readonly onlyNewest: boolean;
}

export interface IOutputView extends IPreferences {
  /** The runs that are shown, in their order. */
  readonly shown: readonly IRun[];
  /** How many were cleared away, and how many are older than the only one shown. */
  readonly cleared: number;
  readonly older: number;
  isCollapsed(id: string): boolean;
  readonly allCollapsed: boolean;
  readonly toggle: (id: string) => void;
  collapseAll(collapsed: boolean): void;
  clear(): void;
  restore(): void;
  prefer(change: Partial<IPreferences>): void;
}

const NONE: ReadonlySet<string> = new Set();

export function useOutputView(runs: readonly IRun[]): IOutputView {
  const [preferences, setPreferences] = React.useState(remembered);
  const [collapsed, setCollapsed] = React.useState(NONE);
  const [gone, setGone] = React.useState(NONE);
  const { newestFirst, onlyNewest } = preferences;

  const left = React.useMemo(() => runs.filter(({ id }) => !gone.has(id)), [runs, gone]);
  const shown = React.useMemo(() => {
    const kept = onlyNewest ? left.slice(-1) : left;
    return newestFirst ? [...kept].reverse() : kept;
  }, [left, newestFirst, onlyNewest]);
  const toggle = React.useCallback((id: string) => {
    setCollapsed(before => {
      const after = new Set(before);
      if (!after.delete(id)) {
        after.add(id);
      }
      return after;
    });
  }, []);
  return {
    ...preferences,
    shown,
    cleared: runs.length - left.length,
    older: left.length - shown.length,
    isCollapsed: id => collapsed.has(id),
    allCollapsed: shown.length > 0 && shown.every(({ id }) => collapsed.has(id)),
    toggle,
    collapseAll: all => setCollapsed(all ? new Set(runs.map(({ id }) => id)) : NONE),
    // Runs that have not ended stay in view.
    clear: () =>
      setGone(new Set(runs.filter(({ state }) => state !== 'running').map(({ id }) => id))),
    restore: () => setGone(NONE),
    prefer: change => {
      const after = { ...preferences, ...change };
      remember(after);
      setPreferences(after);
    }
  };
}

function remembered(): IPreferences {
  let stored: Partial<IPreferences> | null = null;
  try {
    stored = JSON.parse(localStorage.getItem(KEY) ?? 'null') as Partial<IPreferences> | null;
  } catch {
    // Nothing can be read here, or it is not ours.
  }
  return {
    newestFirst: stored?.newestFirst === true,
    onlyNewest: stored?.onlyNewest === true
  };
}

function remember(preferences: IPreferences): void {
  try {
    localStorage.setItem(KEY, JSON.stringify(preferences));
  } catch {
    // Full, or forbidden by the browser.
  }
}
