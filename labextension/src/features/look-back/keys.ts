/** The keys of the player. They are its own while the focus is in it and in no box for text. */
import type { TranslationBundle } from '@jupyterlab/translation';

/** What a key does, by its name in the player. */
export type KeyVerb =
  | 'play'
  | 'back'
  | 'on'
  | 'burstBack'
  | 'burstOn'
  | 'editBack'
  | 'editOn'
  | 'symbolBack'
  | 'symbolOn'
  | 'run'
  | 'runBack'
  | 'failing'
  | 'failingBack'
  | 'inserted'
  | 'insertedBack'
  | 'note'
  | 'noteBack'
  | 'file'
  | 'fileBack'
  | 'home'
  | 'end'
  | 'tenth'
  | 'slower'
  | 'faster'
  | 'follow'
  | 'authors'
  | 'recent'
  | 'mark'
  | 'difference'
  | 'sinceRun'
  | 'goTo'
  | 'idle'
  | 'link'
  | 'search'
  | 'zoomIn'
  | 'zoomOut'
  | 'zoomMark'
  | 'whole'
  | 'keys'
  | 'close';

const VERBS: Readonly<Record<string, KeyVerb>> = {
  ' ': 'play',
  k: 'play',
  ArrowLeft: 'back',
  ArrowRight: 'on',
  'Shift+ArrowLeft': 'burstBack',
  'Shift+ArrowRight': 'burstOn',
  ',': 'editBack',
  '.': 'editOn',
  '[': 'symbolBack',
  ']': 'symbolOn',
  r: 'run',
  R: 'runBack',
  e: 'failing',
  E: 'failingBack',
  p: 'inserted',
  P: 'insertedBack',
  n: 'note',
  N: 'noteBack',
  l: 'file',
  L: 'fileBack',
  Home: 'home',
  End: 'end',
  '<': 'slower',
  '>': 'faster',
  f: 'follow',
  b: 'authors',
  B: 'recent',
  m: 'mark',
  d: 'difference',
  D: 'sinceRun',
  g: 'goTo',
  i: 'idle',
  c: 'link',
  '/': 'search',
  '+': 'zoomIn',
  '=': 'zoomIn',
  '-': 'zoomOut',
  z: 'zoomMark',
  w: 'whole',
  '?': 'keys',
  Escape: 'close'
};

export interface IPressed {
  readonly key: string;
  readonly shiftKey: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly target: unknown;
}

/** What somebody wants by pressing a key; null where the key is not the player's. */
export function verbOf(pressed: IPressed): KeyVerb | null {
  const { key, shiftKey, ctrlKey, metaKey, altKey } = pressed;
  if (ctrlKey || metaKey || altKey || takesText(pressed.target)) {
    return null;
  }
  // A button is pressed by its own key, and what is opened takes the arrows.
  if (key === ' ' && takesSpace(pressed.target)) {
    return null;
  }
  if (key.startsWith('Arrow') && takesArrows(pressed.target)) {
    return null;
  }
  if (/^[0-9]$/.test(key)) {
    return 'tenth';
  }
  return VERBS[shiftKey && key.startsWith('Arrow') ? `Shift+${key}` : key] ?? null;
}

function takesText(target: unknown): boolean {
  return (
    target instanceof HTMLElement &&
    target.closest('input, textarea, select, [contenteditable="true"], dialog') !== null
  );
}

function takesSpace(target: unknown): boolean {
  return target instanceof HTMLElement && target.closest('button, a') !== null;
}

function takesArrows(target: unknown): boolean {
  return (
    target instanceof HTMLElement &&
    target.closest('[role="tablist"], [role="separator"], [role="menu"]') !== null
  );
}

/** The list of keys, as it is shown. */
export function keyList(trans: TranslationBundle): [title: string, lines: [string, string][]][] {
  return [
    [
      trans.__('Play'),
      [
        ['Space, k', trans.__('Play or pause')],
        ['← →', trans.__('5 seconds back or on')],
        ['< >', trans.__('Slower or faster')],
        ['i', trans.__('Shorten idle time, or not')],
        ['Home End', trans.__('To the beginning or the end')],
        ['0 … 9', trans.__('To a tenth of the whole')],
        ['g', trans.__('Go to a time')]
      ]
    ],
    [
      trans.__('Steps, and with Shift back'),
      [
        ['Shift+← →', trans.__('What was typed in one go')],
        [', .', trans.__('One edit')],
        ['[ ]', trans.__('One symbol of the timeline')],
        ['r', trans.__('Runs')],
        ['e', trans.__('Runs that failed')],
        ['p', trans.__('What came in one change')],
        ['l', trans.__('Other files and languages')],
        ['n', trans.__('Notes')]
      ]
    ],
    [
      trans.__('Look'),
      [
        ['f', trans.__('Follow who types')],
        ['b', trans.__('Colors of the authors')],
        ['Shift+B', trans.__('Colors of what was typed last')],
        ['m', trans.__('Set a mark here')],
        ['d', trans.__('Difference since the mark')],
        ['Shift+D', trans.__('Difference since the last run')],
        ['+ −', trans.__('Zoom the timeline')],
        ['z', trans.__('Zoom to what is between the mark and here')],
        ['w', trans.__('The whole timeline')],
        ['/', trans.__('Find')],
        ['c', trans.__('Copy the link to this moment')],
        ['?', trans.__('This list')],
        ['Escape', trans.__('Back')]
      ]
    ]
  ];
}
