/** Light or dark: as the system says, unless chosen otherwise on this browser. */
import * as React from 'react';
import { browserMemory } from './storage';

const KEY = 'dark';
const SYSTEM_DARK = '(prefers-color-scheme: dark)';

const listeners = new Set<() => void>();

/** What is shown now, followed by whoever draws it. */
export function useDark(): boolean {
  return React.useSyncExternalStore(listen, isDark);
}

export function setDark(dark: boolean): void {
  browserMemory.write(KEY, String(dark));
  show();
}

/** The style sheet follows the system by itself; what is said here counts for more. */
export function followTheme(): void {
  matchMedia(SYSTEM_DARK).addEventListener('change', show);
  show();
}

function isDark(): boolean {
  const chosen = browserMemory.read(KEY);
  return chosen === null ? matchMedia(SYSTEM_DARK).matches : chosen === 'true';
}

function listen(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function show(): void {
  const light = String(!isDark());
  document.documentElement.dataset.jpThemeLight = light;
  document.body.dataset.jpThemeLight = light;
  document.body.dataset.jpThemeName = light === 'true' ? 'JupyterLab Light' : 'JupyterLab Dark';
  listeners.forEach(listener => listener());
}
