/** Emacs' keys. Fetched by who has chosen them. Its undo is the shared text's. */
import { Prec } from '@codemirror/state';
import type { Extension } from '@codemirror/state';
import { emacs, EmacsHandler } from '@replit/codemirror-emacs';
import { redo, undo } from './shared-undo';

EmacsHandler.bindKey('C-/|C-x u|S-C--|C-z', undo);
EmacsHandler.bindKey('S-C-/|S-C-x u|C--|S-C-z', redo);
// What is typed is saved already.
EmacsHandler.bindKey('C-x C-s', () => true);

export const keys: Extension = Prec.highest(emacs());
