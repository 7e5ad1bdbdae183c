/**
 * What a text offers to the one who types in it: the names in it, the language's own, and after a dot
 * the members that the text knows. Fetched beside the editor, which does not wait for it.
 *
 * Nothing is chosen when the list opens, so that Enter ends the line as ever: Tab takes the first, the
 * arrows choose another, and then Enter takes that.
 */
import {
  acceptCompletion,
  autocompletion,
  closeCompletion,
  completionStatus,
  currentCompletions,
  moveCompletionSelection,
  selectedCompletionIndex,
  startCompletion
} from '@codemirror/autocomplete';
import type { Completion, CompletionContext, CompletionSource } from '@codemirror/autocomplete';
import { syntaxTree } from '@codemirror/language';
import type { EditorState, Extension } from '@codemirror/state';
import { Prec } from '@codemirror/state';
import { keymap, ViewPlugin } from '@codemirror/view';
import type { Command, ViewUpdate } from '@codemirror/view';
import type { Language } from '../../contract/protocol';

export async function completion(language: Language): Promise<Extension> {
  const sources = language === 'python' ? await pythonSources() : await scriptSources(language);
  return [
    autocompletion({
      override: [...sources, membersOf].map(inCode),
      defaultKeymap: false,
      selectOnOpen: false,
      // A name that has the typed letters somewhere in it is seldom meant, and hides those that are.
      filterStrict: true,
      // Whoever presses a key for it means it, because nothing is chosen by itself.
      interactionDelay: 0,
      icons: false,
      // More come into sight by the arrows: what scrolls by the wheel alone is for some out of reach.
      maxRenderedOptions: 8,
      tooltipClass: () => 'jpi-Completion'
    }),
    waitingKey,
    Prec.highest(
      keymap.of([
        { key: 'Ctrl-Space', run: startCompletion, preventDefault: true },
        { key: 'Escape', run: closeCompletion },
        { key: 'ArrowDown', run: moveCompletionSelection(true) },
        { key: 'ArrowUp', run: moveCompletionSelection(false) },
        { key: 'PageDown', run: moveCompletionSelection(true, 'page') },
        { key: 'PageUp', run: moveCompletionSelection(false, 'page') },
        { key: 'Enter', run: acceptCompletion },
        { key: 'Tab', run: acceptFirst }
      ])
    )
  ];
}

const selectNext = moveCompletionSelection(true);

const takeFirst: Command = view =>
  currentCompletions(view.state).length > 0 &&
  (selectedCompletionIndex(view.state) !== null || selectNext(view)) &&
  acceptCompletion(view);

/** What is in sight can be taken. While it is looked for anew it cannot yet, and then it is. */
const acceptFirst: Command = view => {
  if (takeFirst(view)) {
    return true;
  }
  const isLookedFor = completionStatus(view.state) === 'pending';
  if (!isLookedFor || view.dom.querySelector('.jpi-Completion') === null) {
    return false;
  }
  view.plugin(waitingKey)?.wait();
  return true;
};

/** The key of somebody who means the list that they see, until it has been looked for anew. */
class WaitingKey {
  wait(): void {
    this._waits = true;
  }

  update({ docChanged, selectionSet, state, view }: ViewUpdate): void {
    if (!this._waits || completionStatus(state) === 'pending') {
      this._waits &&= !docChanged && !selectionSet;
      return;
    }
    this._waits = false;
    if (!docChanged && !selectionSet) {
      // An editor cannot be changed while it is told of a change.
      queueMicrotask(() => takeFirst(view));
    }
  }

  private _waits = false;
}

const waitingKey = ViewPlugin.fromClass(WaitingKey);

async function pythonSources(): Promise<CompletionSource[]> {
  const { globalCompletion, localCompletionSource } = await import('@codemirror/lang-python');
  return [localCompletionSource, withoutSnippets(globalCompletion), listOf(PYTHON_WORDS)].map(
    notMembers
  );
}

async function scriptSources(language: Language): Promise<CompletionSource[]> {
  const { completionPath, localCompletionSource, scopeCompletionSource } =
    await import('@codemirror/lang-javascript');
  const words = language === 'typescript' ? [...SCRIPT_WORDS, ...TYPESCRIPT_WORDS] : SCRIPT_WORDS;
  const known = scopeCompletionSource(GLOBALS);
  return [
    ...[localCompletionSource, listOf(words)].map(notMembers),
    context => {
      // In a line that is not whole yet it takes members for names.
      const path = completionPath(context)?.path ?? [];
      return isMember(context) === path.length > 0 ? known(context) : null;
    }
  ];
}

/** Their fields would want Tab for themselves. */
function withoutSnippets(source: CompletionSource): CompletionSource {
  return async context => {
    const found = await source(context);
    return found && { ...found, options: found.options.filter(({ apply }) => !apply) };
  };
}

function listOf(words: readonly string[]): CompletionSource {
  const options = words.map(label => ({ label, type: 'keyword' }));
  return context => {
    const word = context.matchBefore(/[\w$]+$/);
    return word === null && !context.explicit
      ? null
      : { from: word?.from ?? context.pos, options, validFor: WORD };
  };
}

/** Behind a dot stands no name of its own. Three of them are no such dot. */
function isMember(context: CompletionContext): boolean {
  return context.matchBefore(/(?<!\.\.)\.[\p{L}\p{N}_$]*$/u) !== null;
}

function notMembers(source: CompletionSource): CompletionSource {
  return context => (isMember(context) ? null : source(context));
}

/** Nothing is offered in strings and comments, nor in the middle of a word, whose rest would stay. */
function inCode(source: CompletionSource): CompletionSource {
  return context => {
    const { state, pos } = context;
    const { name } = syntaxTree(state).resolveInner(pos, -1);
    const isInWord = /^[\p{L}\p{N}_$]/u.test(state.sliceDoc(pos, pos + 2));
    return isInWord || /String|Comment|RegExp|Number/.test(name) ? null : source(context);
  };
}

function membersOf(context: CompletionContext): ReturnType<CompletionSource> {
  const member = context.matchBefore(/(?<=\.)[\p{L}\p{N}_$]*$/u);
  const isNumber = context.matchBefore(/(?<![\p{L}_$])\p{N}+\.$/u) !== null;
  return member === null || !isMember(context) || isNumber
    ? null
    : { from: member.from, options: membersIn(context.state, context.pos), validFor: WORD };
}

/** Attributes, methods and keys. What is being typed at `pos` is not known by that alone. */
function membersIn(state: EditorState, pos: number): Completion[] {
  const types = new Map<string, string>();
  syntaxTree(state).iterate({
    enter: ({ name, from, to, node }) => {
      const isMethod =
        name === 'VariableName' &&
        node.parent?.name === 'FunctionDefinition' &&
        node.parent.parent?.parent?.name === 'ClassDefinition';
      if ((isMethod || /^Property(Name|Definition)$/.test(name)) && (pos < from || pos > to)) {
        const label = state.sliceDoc(from, to);
        types.set(label, isMethod ? 'method' : (types.get(label) ?? 'property'));
      }
    }
  });
  return [...types].map(([label, type]) => ({ label, type }));
}

const WORD = /^[\p{L}\p{N}_$]*$/u;

const PYTHON_WORDS = (
  'and as assert async await break case class continue def del elif else except finally for from ' +
  'global if import in is lambda match nonlocal not or pass raise return self try while with yield'
).split(' ');

const SCRIPT_WORDS = (
  'async await break case catch class const constructor continue default delete do else export ' +
  'extends false finally for from function get if import in instanceof let new null of return set ' +
  'static super switch this throw true try typeof undefined var void while yield'
).split(' ');

const TYPESCRIPT_WORDS = (
  'abstract any as boolean declare enum implements interface keyof namespace never number object ' +
  'private protected public readonly string symbol type unknown'
).split(' ');

/** What a program in the sandbox has, as this page has it too. Without what every object has. */
const GLOBALS: object = Object.assign(Object.create(null) as object, {
  Array,
  ArrayBuffer,
  BigInt,
  Boolean,
  Date,
  Error,
  Infinity,
  Intl,
  JSON,
  Map,
  Math,
  NaN,
  Number,
  Object,
  Promise,
  Proxy,
  RangeError,
  Reflect,
  RegExp,
  Set,
  String,
  Symbol,
  SyntaxError,
  TypeError,
  Uint8Array,
  WeakMap,
  WeakSet,
  console,
  isFinite,
  isNaN,
  parseFloat,
  parseInt,
  queueMicrotask,
  setInterval,
  setTimeout,
  structuredClone
});
