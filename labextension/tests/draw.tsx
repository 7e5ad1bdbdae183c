/** Draws a component into the page of a test, and finds things in it as people find them. */
import * as React from 'react';
import { act } from 'react';
import { createRoot } from 'react-dom/client';
import { onTestFinished } from 'vitest';

declare global {
  var IS_REACT_ACT_ENVIRONMENT: boolean;
}
globalThis.IS_REACT_ACT_ENVIRONMENT = true;

type Redraw = (element: React.ReactElement) => Promise<void>;

/**
 * Answers a function that draws anew, as a parent with other props does. When the test ends, the
 * page is empty again.
 */
export async function draw(element: React.ReactElement): Promise<Redraw> {
  const root = createRoot(document.body.appendChild(document.createElement('div')));
  const redraw: Redraw = next => done(() => root.render(next));
  onTestFinished(() => {
    act(() => root.unmount());
    document.body.replaceChildren();
  });
  await redraw(element);
  return redraw;
}

/** Does something and lets everything that follows from it settle. */
export async function done(action: () => unknown): Promise<void> {
  await act(async () => {
    await action();
    await new Promise(resolve => setTimeout(resolve));
  });
}

const NAMED = {
  button: 'button',
  menuitem: '[role^="menuitem"]',
  textbox: 'input, textarea, [role="textbox"]',
  combobox: 'select',
  list: '[role="list"]'
} as const;

type Kind = keyof typeof NAMED;

export function find<T extends HTMLElement = HTMLElement>(kind: Kind, name: string): T | null {
  const all = [...document.querySelectorAll<T>(NAMED[kind])];
  return all.find(node => nameOf(node) === name) ?? null;
}

export function get<T extends HTMLElement = HTMLElement>(kind: Kind, name: string): T {
  const found = find<T>(kind, name);
  if (!found) {
    throw new Error(`There is no ${kind} "${name}" in: ${document.body.textContent}`);
  }
  return found;
}

export function click(name: string, kind: Kind = 'button'): Promise<void> {
  return done(() => get(kind, name).click());
}

/** As typing or choosing does it: React listens to events, not to values. */
export function fill(kind: 'textbox' | 'combobox', name: string, value: string): Promise<void> {
  const field = get<HTMLInputElement | HTMLSelectElement>(kind, name);
  const prototype = Object.getPrototypeOf(field) as object;
  return done(() => {
    Object.getOwnPropertyDescriptor(prototype, 'value')?.set?.call(field, value);
    field.dispatchEvent(new Event(kind === 'combobox' ? 'change' : 'input', { bubbles: true }));
  });
}

export function isDisabled(node: HTMLElement): boolean {
  return node.getAttribute('aria-disabled') === 'true' || node.hasAttribute('disabled');
}

export function texts(selector: string): string[] {
  return [...document.querySelectorAll(selector)].map(node => node.textContent ?? '');
}

function nameOf(node: HTMLElement): string {
  const label =
    node.getAttribute('aria-label') ??
    document.getElementById(node.getAttribute('aria-labelledby') ?? '')?.textContent ??
    node.closest('label')?.firstChild?.textContent;
  return (label ?? node.textContent ?? '').trim();
}
