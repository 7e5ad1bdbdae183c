/** The language that a page without JupyterLab speaks now, and the change to another one. */
import { nullTranslator } from '@jupyterlab/translation';
import type { ITranslator } from '@jupyterlab/translation';
import * as React from 'react';
import { direction } from '../../locale/best-locale';
import { ownLocale, type Locale } from '../../locale/catalogues';
import { translatorInTime, translatorOf } from '../../locale/translator';
import { browserMemory } from './storage';
import { CHOSEN, PARAMETER, wantedLocale } from './wanted-locale';

interface ISpoken {
  readonly locale: Locale;
  readonly translator: ITranslator;
}

let spoken: ISpoken = { locale: 'en', translator: nullTranslator };
let turns = 0;
const listeners = new Set<() => void>();

/** What is spoken now, followed by whoever draws it. */
export function useSpoken(): ISpoken {
  return React.useSyncExternalStore(listen, () => spoken);
}

/** Resolves when the page can speak: in English, where a catalogue does not come in time. */
export function beginToSpeak(): Promise<void> {
  return speak(translatorInTime(wantedLocale(browserMemory, location)));
}

/** For all pages of this browser from now on. */
export async function chooseLocale(locale: Locale): Promise<void> {
  browserMemory.write(CHOSEN, locale);
  const address = new URL(location.href);
  if (address.searchParams.has(PARAMETER)) {
    address.searchParams.delete(PARAMETER);
    history.replaceState(history.state, '', address);
  }
  await speak(translatorOf(locale));
}

/** Of several that are asked for the last one is spoken, whichever catalogue comes first. */
async function speak(coming: Promise<ITranslator>): Promise<void> {
  const turn = ++turns;
  const translator = await coming;
  if (turn !== turns) {
    return;
  }
  spoken = { locale: ownLocale([translator.languageCode]), translator };
  document.documentElement.lang = spoken.locale;
  document.documentElement.dir = direction(spoken.locale);
  listeners.forEach(listener => listener());
}

function listen(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
