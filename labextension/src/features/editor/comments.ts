/**
 * How a language writes comments, for the keys that make them. Its grammar knows, too, but comes a
 * moment after the text, and a key that is pressed before would do nothing.
 */
import { EditorState, Prec } from '@codemirror/state';
import type { Extension } from '@codemirror/state';
import type { Language } from '../../contract/protocol';

const C_LIKE = { line: '//', block: { open: '/*', close: '*/' } };
const TOKENS: Record<Language, object> = {
  python: { line: '#' },
  javascript: C_LIKE,
  typescript: C_LIKE
};

/** What a grammar says of a place comes first. */
export function comments(language: Language | null): Extension {
  return language === null
    ? []
    : Prec.lowest(EditorState.languageData.of(() => [{ commentTokens: TOKENS[language] }]));
}
