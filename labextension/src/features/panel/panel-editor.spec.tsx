// @vitest-environment jsdom
/** The editor of the whole panel, and what the panel does with it. */
import { indentUnit } from '@codemirror/language';
import { getCM } from '@replit/codemirror-vim';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import * as Y from 'yjs';
import { click, done, fill, get, isDisabled, texts } from '../../../tests/draw';
import { allow, editor, keys, openPanel, settle, type, view } from '../../../tests/interview-panel';
import type { IParticipant } from '../../../tests/participant';
import type { Relay } from '../../../tests/relay';
import { RUN_LANGUAGES } from '../../runner/types';
import { DEFAULTS } from '../editor/editor-settings';
import { languageName } from '../wording';

let relay: Relay;
let ana: IParticipant;
let bo: IParticipant;

beforeEach(async () => {
  ({ relay, ana, bo } = await openPanel());
});

const hasKeysOf = (keyMap: 'vim' | 'emacs'): boolean =>
  keyMap === 'vim' ? getCM(view()) !== null : view().scrollDOM.classList.contains('cm-emacsMode');

function press(key: string, more: KeyboardEventInit): Promise<void> {
  const init = { key, bubbles: true, cancelable: true, ...more };
  return done(() => get('textbox', 'Code').dispatchEvent(new KeyboardEvent('keydown', init)));
}

describe('editor', () => {
  it('shows the text, and both hear what the other types', async () => {
    expect(view().state.doc.toString()).toBe('print(1)\n');
    await type('print(2)');
    await settle();
    expect(bo.text()).toBe('print(1)\nprint(2)');
    bo.type(0, '# ');
    await settle();
    expect(view().state.doc.toString()).toBe('# print(1)\nprint(2)');
  });

  it('undo takes back own edits only', async () => {
    await type('# ana');
    bo.type(0, '# bo\n');
    await settle();
    await press('z', { ctrlKey: true });
    await settle();
    expect(bo.text()).toBe('# bo\nprint(1)\n');
    await press('y', { ctrlKey: true });
    await settle();
    expect(bo.text()).toBe('# bo\nprint(1)\n# ana');
  });

  it.each([
    ['vim', false, 'x KeyX', 'u KeyU'],
    ['emacs', true, 'd KeyD', '/ Slash']
  ] as const)('TX27: undo of %s takes back own edits only', async (keyMap, ctrlKey, cut, undo) => {
    const choose = editor.settings.own;
    await done(() => choose.change({ keyMap }));
    await done(() => vi.waitFor(() => expect(hasKeysOf(keyMap)).toBe(true), { timeout: 20_000 }));
    const strike = (stroke: string): Promise<void> => {
      const [key, code] = stroke.split(' ');
      return press(key, { code, ctrlKey });
    };
    await strike(cut);
    bo.type(0, '# bo\n');
    await settle();
    expect(bo.text()).toBe('# bo\nrint(1)\n');
    await strike(undo);
    await settle();
    expect(bo.text()).toBe('# bo\nprint(1)\n');
    await done(() => choose.change({ keyMap: 'standard' }));
    await done(() => vi.waitFor(() => expect(hasKeysOf(keyMap)).toBe(false)));
  });

  it('TX25: settings hold at once, and a dialog has them', async () => {
    await click('More actions');
    await click('Editor settings…', 'menuitem');
    await fill('combobox', 'Font size', '18');
    await fill('combobox', 'Tab size', '2');
    const box = [...document.querySelectorAll<HTMLInputElement>('dialog [type=checkbox]')];
    await done(() => box.forEach(one => one.click()));
    const style = view().dom.parentElement!.style;
    expect(style.getPropertyValue('--jp-code-font-size')).toBe('18px');
    expect(view().contentDOM.classList.contains('cm-lineWrapping')).toBe(false);
    expect(view().state.facet(indentUnit)).toBe('    ');
    await fill('combobox', 'Language', 'javascript');
    await settle();
    expect(view().state.facet(indentUnit)).toBe('  ');
    await done(() => editor.settings.own.change(DEFAULTS));
    expect(view().contentDOM.classList.contains('cm-lineWrapping')).toBe(true);
  });

  it('LA7: languages that run here are the first to choose from, the others have a heading', () => {
    const select = get<HTMLSelectElement>('combobox', 'Language');
    const above = [...select.children].filter(({ tagName }) => tagName === 'OPTION');
    expect(above.map(({ textContent }) => textContent)).toEqual(
      RUN_LANGUAGES.map(language => languageName(language))
    );
    const [group, ...more] = select.querySelectorAll('optgroup');
    expect([group.label, more]).toEqual(['Written together, not run', []]);
    expect([...group.children].map(({ textContent }) => textContent)).toContain('Ruby');
  });

  it('LA8: of Ruby, Run says that it does not run here before anybody has pressed it', async () => {
    await fill('combobox', 'Language', 'ruby');
    await settle();
    expect(ana.model.files.current).toMatchObject({ name: 'main.rb', language: 'ruby' });
    const run = get<HTMLButtonElement>('button', 'Run');
    expect(isDisabled(run)).toBe(true);
    expect(run.title).toBe('Ruby does not run here: everybody can write it, and nobody can run it');
    expect(texts('.jpi-Toolbar-hint')).toEqual(['not run here']);
    await done(() => ana.model.runs.run());
    expect(ana.model.runs.list).toEqual([]);
  });

  it('TX32, TX33: a click on a name follows that person, until an own key or a chosen file', async () => {
    bo.model.files.add('two.py');
    relay.settle();
    const there = bo.model.files.current.id;
    const goTo = async (): Promise<void> => {
      bo.clock.turn(1000);
      const { text } = bo.model.document.shown;
      const place = Y.createRelativePositionFromTypeIndex(text, 0);
      bo.model.presence.awareness.setLocalStateField('cursor', { anchor: place, head: place });
      bo.clock.turn(1000);
      await settle();
    };
    await goTo();
    expect(ana.model.files.current.name).toBe('solution.py');
    await click('Follow Bo');
    await settle();
    expect(ana.model.files.current.id).toBe(there);
    expect(texts('.jpi-EditorNote').join('')).toContain('Following Bo');
    bo.model.files.look('code:python');
    await goTo();
    expect(ana.model.files.current.name).toBe('solution.py');

    await press('Shift', {});
    expect(texts('.jpi-EditorNote').join('')).toContain('Following Bo');
    await press('ArrowLeft', {});
    expect(texts('.jpi-EditorNote').join('')).toBe('');
    bo.model.files.look(there);
    await goTo();
    expect(ana.model.files.current.name).toBe('solution.py');

    await click('Follow Bo');
    await settle();
    expect(ana.model.files.current.id).toBe(there);
    const { user } = bo.wire;
    relay.tell({
      type: 'user_left',
      payload: { user: { ...user, online: false }, reason: 'away' }
    });
    await settle();
    expect(texts('.jpi-EditorNote').join('')).toBe('');
  });

  it('TX16: the keys for saving say how it stands, and for how long', async () => {
    await keys.save();
    expect(texts('.jpi-EditorNote').join('')).toContain('Saved as you type');
    ana.wire.drop(1006);
    await settle();
    expect(texts('.jpi-EditorNote').join('')).toContain('Offline');
  });

  it('follows a switch of the language to its own text', async () => {
    await fill('combobox', 'Language', 'javascript');
    await settle();
    expect(view().state.doc.toString()).toBe('');
    await type('let a');
    await settle();
    expect(relay.text('code:javascript')).toBe('let a');
    expect(relay.text('code:python')).toBe('print(1)\n');
  });

  it('TX9: Run runs what the editor shows, also when the interview has another text', async () => {
    view().focus();
    await type('# typing');
    bo.model.session.setLanguage('javascript');
    await settle();
    expect(document.body.textContent).toContain('You go on in solution.py until you pause.');
    await click('Run');
    await settle();
    const { language, code } = ana.runner.request!;
    expect([language, code]).toEqual(['python', 'print(1)\n# typing']);
    expect(bo.model.runs.list[0].language).toBe('python');
  });

  it('TX9: says how to type in another text only to those who may', async () => {
    view().focus();
    await type('# typing');
    bo.model.session.setLanguage('javascript');
    await settle();
    await allow({ locks: { editing: true, runs: false } }, 'read');
    await done(() => new Promise(resolve => setTimeout(resolve, 1500)));
    expect(document.body.textContent).toContain('solution.js is shown now.');
    expect(document.body.textContent).not.toContain('Click in the text');
  });

  it('tells the others where the caret is', async () => {
    const sent = (): unknown[] => ana.wire.sent.filter(({ type }) => type === 'cursor_change');
    view().focus();
    await type('x');
    await done(() => ana.clock.turn(1000));
    await settle();
    expect(sent().length).toBeGreaterThan(0);
  });

  it('stops typing at the limit of the text and says so, but takes what others type', async () => {
    await type('x'.repeat(990));
    await type('yy');
    expect(view().state.doc.length).toBe(999);
    expect(texts('[role="alert"]').join()).toContain('at its size limit of 1');
    bo.type(0, 'z');
    await settle();
    expect(view().state.doc.length).toBe(1000);
  });

  it('OU12: says how long a paste was, until the next edit', async () => {
    const paste = (text: string): Promise<void> =>
      done(() => view().dispatch({ changes: { from: 0, insert: text }, userEvent: 'input.paste' }));
    const said = (): string => texts('[role="alert"]').join();
    await paste('x'.repeat(5000));
    expect(said()).toMatch(/^That paste is too long: it has 4.9 kB, and 991 bytes of 1,?000 bytes/);
    bo.type(0, 'z');
    await settle();
    expect(said()).toContain('That paste');
    await type('y');
    expect(said()).toBe('');
    await paste('日'.repeat(400));
    expect(said()).toContain('it has 1.2 kB');
    ana.model.session.setLanguage('typescript');
    await settle();
    expect(said()).toBe('');
  });

  it('OU11: says that types are not checked, where there are types', async () => {
    expect(document.body.textContent).not.toContain('types not checked');
    await fill('combobox', 'Language', 'typescript');
    await settle();
    expect(document.body.textContent).toContain('types not checked');
    await fill('combobox', 'Language', 'python');
    await settle();
    expect(document.body.textContent).not.toContain('types not checked');
  });
});
