/**
 * What keys do in a program whose grammar is not there yet, which comes a moment after the text: they
 * make comments, close brackets and indent. What a grammar says comes first.
 */
import { indentService, language as grammar } from '@codemirror/language';
import { EditorState, Prec } from '@codemirror/state';
import type { Extension } from '@codemirror/state';
import type { Language } from '../../contract/protocol';

interface IFacts {
  commentTokens: object;
  closeBrackets: { brackets: readonly string[] };
  /** What ends a line after which a block begins. */
  opensBlock: RegExp;
}

const BRACKETS = ['(', '[', '{', "'", '"'] as const;

const LIKE_C: IFacts = {
  commentTokens: { line: '//', block: { open: '/*', close: '*/' } },
  closeBrackets: { brackets: [...BRACKETS, '`'] },
  opensBlock: /[([{]\s*$/
};

const FACTS: Readonly<Partial<Record<Language, IFacts>>> = {
  python: {
    commentTokens: { line: '#' },
    closeBrackets: { brackets: BRACKETS },
    opensBlock: /[:([{]\s*$/
  },
  javascript: LIKE_C,
  typescript: LIKE_C
};

export function beforeGrammar(language: Language | null): Extension {
  const facts = language === null ? undefined : FACTS[language];
  if (facts === undefined) {
    return [];
  }
  const { opensBlock, ...data } = facts;
  const indents = indentService.of((context, at) => {
    if (context.state.facet(grammar) !== null || context.simulatedBreak !== at) {
      return undefined;
    }
    const isBlock = opensBlock.test(context.lineAt(at, -1).text);
    return context.lineIndent(at, -1) + (isBlock ? context.unit : 0);
  });
  return Prec.lowest([EditorState.languageData.of(() => [data]), indents]);
}
