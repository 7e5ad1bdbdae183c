// @vitest-environment jsdom
/** The whole panel over a real model, with JupyterLab's real editor in it. */
import { indentUnit } from '@codemirror/language';
import { EditorView } from '@codemirror/view';
import { getCM } from '@replit/codemirror-vim';
import * as React from 'react';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import * as Y from 'yjs';
import { click, done, draw, fill, find, get, isDisabled, texts } from '../../../tests/draw';
import { golden } from '../../../tests/golden';
import { join, type IParticipant } from '../../../tests/participant';
import { aQuestion, aSide } from '../../../tests/questions';
import { HOST, person, Relay } from '../../../tests/relay';
import {
  CloseCode,
  type Action,
  type INewAttachment,
  type ServerFrame
} from '../../contract/protocol';
import { translatorOf } from '../../locale/translator';
import { InterviewError } from '../../model/ports';
import { DEFAULT_TITLE } from '../../session/server-facts';
import { DEFAULTS } from '../editor/editor-settings';
import { fetchQuestionParts } from '../questions/late-questions';
import { makeEditorBackend } from '../../shells/guest/editor-services';
import { TranslationProvider } from '../../ui/translation';
import { InterviewPanel } from './interview-panel';
import type { PanelDialog } from './panel-dialogs';

const editor = makeEditorBackend('nonce');
const SILENT = { isOn: false, turn: () => Promise.resolve(), follow: () => () => undefined };
const opened: string[] = [];
const listed: string[] = [];
const FOLDERS: Record<string, string[]> = {
  '': ['round/', 'a.txt'],
  round: ['round/two/', 'round/old.py', 'round/notes.md'],
  'round/two': ['round/two/last.ipynb']
};
const FILES = {
  folder: () => 'round',
  inside: (folder: string) => {
    listed.push(folder);
    return Promise.resolve(FOLDERS[folder] ?? []);
  },
  open: (path: string) => void opened.push(path)
};
const DESK = { list: refuse, look: refuse, load: refuse, keep: null, keepInBank: refuse };
const nobody = { list: () => Promise.resolve([]), create: refuse, revoke: refuse };

function refuse(): Promise<never> {
  return Promise.reject(new Error('Not part of this test.'));
}

function PlainMarkdown({ text }: { text: string }): JSX.Element {
  return <p>{text}</p>;
}

function Panel(props: { who: IParticipant }): JSX.Element {
  const [dialog, setDialog] = React.useState<PanelDialog | null>(null);
  const [saved, setSaved] = React.useState<object | null>(null);
  say = () => setSaved({});
  const [tested, setTested] = React.useState<object | null>(null);
  runTests = () => setTested({});
  const keys = { run: 'Ctrl+Enter', tests: 'Ctrl+Shift+Enter', stop: '', shortcuts: 'F1' };
  return (
    <InterviewPanel
      model={props.who.model}
      editor={editor}
      invites={nobody}
      desk={DESK}
      markdown={PlainMarkdown}
      link={null}
      files={FILES}
      keys={keys}
      sound={SILENT}
      onRenamed={name => chosen.push(name)}
      onReconnect={() => reconnected++}
      saved={saved}
      tested={tested}
      dialog={dialog}
      onDialog={setDialog}
    />
  );
}

function proposals(): string[] {
  return [...document.querySelectorAll('datalist option')].map(
    option => (option as HTMLOptionElement).value
  );
}

type IState = Extract<ServerFrame, { type: 'session_state' }>['payload'];

const chosen: string[] = [];
let reconnected = 0;
/** Presses the keys for saving. */
let say: (() => void) | null = null;
/** Presses the keys for running tests. */
let runTests: (() => void) | null = null;
let relay: Relay;
let ana: IParticipant;
let bo: IParticipant;

const settle = (): Promise<void> =>
  done(async () => {
    relay.settle();
    await new Promise(resolve => requestAnimationFrame(resolve));
    await new Promise(resolve => requestAnimationFrame(resolve));
  });

const allow = async (news: Partial<IState>, ...actions: Action[]): Promise<void> => {
  const frame = golden('sync-session-state.json').frame as ServerFrame;
  const before = { state: 'live', lobby: false, locks: { editing: false, runs: false } };
  const payload = { ...frame.payload, ...before, ...news, actions };
  relay.tell({ ...frame, payload } as ServerFrame);
  await settle();
};

const view = (): EditorView => EditorView.findFromDOM(get('textbox', 'Code'))!;

const hasKeysOf = (keyMap: 'vim' | 'emacs'): boolean =>
  keyMap === 'vim' ? getCM(view()) !== null : view().scrollDOM.classList.contains('cm-emacsMode');

function type(text: string, at = view().state.doc.length): Promise<void> {
  return done(() =>
    view().dispatch({
      changes: { from: at, insert: text },
      selection: { anchor: at + text.length },
      userEvent: 'input.type'
    })
  );
}

/** Clicks the tab of a file, which takes the focus from the editor. */
const look = (name: string): Promise<void> =>
  done(() => {
    const tabs = [...document.querySelectorAll<HTMLElement>('[role=tab]')];
    const tab = tabs.find(({ textContent }) => textContent === name)!;
    tab.focus();
    tab.click();
  });

function press(key: string, more: KeyboardEventInit): Promise<void> {
  const init = { key, bubbles: true, cancelable: true, ...more };
  return done(() => get('textbox', 'Code').dispatchEvent(new KeyboardEvent('keydown', init)));
}

beforeEach(async () => {
  relay = new Relay();
  relay.type('print(1)\n');
  ana = join(relay, 'Ana');
  bo = join(relay, 'Bo');
  relay.settle();
  await draw(<Panel who={ana} />);
  await settle();
});

describe('controls', () => {
  it('PA4: have the names that people and tests find them by', () => {
    for (const name of ['Run', 'Stop']) {
      expect(find('button', name)).not.toBeNull();
    }
    expect(find('combobox', 'Language')).not.toBeNull();
    expect(find('list', 'Participants')).not.toBeNull();
    expect(find('textbox', 'Code')).not.toBeNull();
    expect(document.querySelector('section[aria-label="Output"]')).not.toBeNull();
  });

  it('are drawn from what the server says may be done', async () => {
    expect(find('button', 'Share')).toBeNull();
    expect(find('textbox', 'Title')).toBeNull();
    await allow({}, 'read', 'invite', 'rename');
    expect(find('button', 'Share')).not.toBeNull();
    expect(find('textbox', 'Title')).not.toBeNull();
    expect(isDisabled(get('button', 'Run'))).toBe(true);
    expect(isDisabled(get('combobox', 'Language'))).toBe(true);
    expect(view().state.readOnly).toBe(true);
    expect(document.body.textContent).toContain('Read only');
    await allow({}, 'read', 'edit');
    expect(view().state.readOnly).toBe(false);
  });

  it('TR12: say of an untitled interview what its reader calls one, and rename nothing by that', async () => {
    const translator = await translatorOf('de');
    document.body.replaceChildren();
    await draw(
      <TranslationProvider translator={translator}>
        <Panel who={bo} />
      </TranslationProvider>
    );
    await allow({ title: DEFAULT_TITLE }, 'read', 'rename', 'invite');
    const field = get<HTMLInputElement>('textbox', 'Titel');
    expect(field.value).toBe('Interview ohne Titel');
    await done(() => {
      field.focus();
      field.blur();
    });
    expect(bo.model.session.title).toBe(DEFAULT_TITLE);
    await click('Teilen');
    expect(texts('dialog h2')).toEqual(['„Interview ohne Titel“ teilen']);
  });

  it('YD10: attach to a file, say which, and ask whose text stays', async () => {
    expect(find('button', 'Attached to round/solution.py')).toBeNull();
    relay.files = true;
    ana.wire.renew();
    await settle();
    await allow({}, 'read', 'edit', 'attach');
    const asked: INewAttachment[] = [];
    ana.api.attach = (_, body) => {
      asked.push(body);
      return body.keep === null
        ? Promise.reject(new InterviewError('Which?', 'texts_differ', 409))
        : Promise.resolve({
            path: body.path,
            cellId: null,
            file: 'code:python',
            language: 'python'
          });
    };
    await click('More actions');
    await click('Attach to a file…', 'menuitem');
    await settle();
    expect(proposals()).toEqual(['round/old.py', 'round/two/']);
    await fill('textbox', 'Path in your files', 'round/two/');
    await settle();
    expect(proposals()).toContain('round/two/last.ipynb');
    await fill('textbox', 'Path in your files', 'round/not-there/solution.py');
    await settle();
    await fill('textbox', 'Path in your files', 'round/solution.py');
    expect(listed).not.toContain('round/not-there');
    await click('Attach');
    expect(document.body.textContent).toContain('different texts');
    await click('Keep the file’s text');
    expect(asked.map(({ keep }) => keep)).toEqual([null, 'file']);
    await click('Attached to round/solution.py');
    await click('Open the file', 'menuitem');
    expect(opened).toEqual(['round/solution.py']);
    ana.api.detach = () => Promise.resolve();
    await click('Attached to round/solution.py');
    await click('Detach', 'menuitem');
    await settle();
    expect(find('button', 'Attached to round/solution.py')).toBeNull();
  });

  it('RU15: offer the server beside the browser where the server offers it', async () => {
    expect(find('button', 'Where to run')).toBeNull();
    relay.serverRuns = true;
    ana.wire.renew();
    await settle();
    expect(document.body.textContent).toContain('runs in your own browser');
    await click('Where to run');
    expect(texts('[role="menuitemradio"][aria-checked="true"]')).toEqual(['Run in the browser']);
    await click('Run on the server', 'menuitem');
    await settle();
    expect(get('button', 'Run').title).toBe('Run the code on the server (Ctrl+Enter)');
    expect(document.body.textContent).toContain('runs on the server');
    await click('Run');
    await settle();
    expect(relay.runs).toMatchObject([{ source: 'server', user: { name: 'Ana' } }]);
    expect(isDisabled(get('button', 'Run'))).toBe(true);
    await click('Stop');
    await settle();
    expect(isDisabled(get('button', 'Stop'))).toBe(true);
    await allow({}, 'read', 'edit');
    expect(find('button', 'Where to run')).toBeNull();
  });

  it('ask before an interview is ended', async () => {
    await allow({}, 'read', 'end');
    await click('More actions');
    await click('End interview…', 'menuitem');
    expect(document.querySelector('dialog')?.textContent).toContain('links stop working');
    await click('Cancel');
    expect(document.querySelector('dialog')).toBeNull();
    expect(ana.model.session.state).toBe('live');
  });
});

describe('CS23: what a host tells everybody', () => {
  const host = { role: 'owner', identity: 'user:owner' } as const;
  const tell = async (text: string): Promise<void> => {
    relay.perform(host, { type: 'Announce', text });
    await settle();
  };
  const told = (): string => texts('.jpi-Notices [role="status"]').join('|');

  it('stands above the code until it is put away, also over a lost connection', async () => {
    await tell('Ten minutes left');
    expect(told()).toContain('Message: Ten minutes left');
    await click('Dismiss');
    await settle();
    expect(told()).not.toContain('Ten minutes left');
    ana.wire.renew();
    await settle();
    expect(told()).not.toContain('Ten minutes left');
    await tell('Five minutes left');
    expect(told()).toContain('Five minutes left');
  });

  it('is asked for in the menu', async () => {
    const sent: string[] = [];
    ana.api.announce = (_, text) => {
      sent.push(text);
      return sent.length === 1
        ? Promise.reject(new InterviewError('One line, please.', 'invalid_field', 400))
        : Promise.resolve({ text, user: null, at: '2026-09-30T10:00:00.000Z' });
    };
    await allow({}, 'read', 'announce');
    await click('More actions');
    await click('Message to everybody…', 'menuitem');
    await fill('textbox', 'Message', 'Ten minutes left');
    await click('Send');
    expect(document.querySelector('dialog')?.textContent).toContain('One line, please.');
    await click('Send');
    expect(document.querySelector('dialog')).toBeNull();
    expect(sent).toEqual(['Ten minutes left', 'Ten minutes left']);
  });
});

describe('the life of an interview', () => {
  it('a draft says that nobody else sees it, and starts by a button', async () => {
    await allow({ state: 'draft' }, 'read', 'edit', 'start');
    expect(texts('.jpi-Notices')[0]).toContain('Draft: nobody else sees this yet.');
    await click('Start interview');
    await settle();
    expect(ana.model.session.state).toBe('live');
    expect(texts('.jpi-Notices')[0]).not.toContain('Draft');
  });

  it('FA5 says when part of the record cannot be read', async () => {
    expect(texts('.jpi-Notices')[0]).not.toContain('cannot be read');
    const welcome = golden('sync-welcome.json').frame as ServerFrame & { type: 'welcome' };
    const session = { ...welcome.payload.session, damaged: true };
    relay.tell({ ...welcome, payload: { ...welcome.payload, session } });
    await settle();
    expect(texts('.jpi-Notices')[0]).toContain('Part of the record of this interview');
  });

  it('lobby and locks are turned on and off in the menu', async () => {
    for (const [item, read] of [
      ['Lobby: newcomers wait', () => ana.model.session.settings.lobby],
      ['Lock editing', () => ana.model.session.settings.editingLocked],
      ['Lock runs', () => ana.model.session.settings.runsLocked]
    ] as const) {
      await allow({}, 'read', 'edit', 'admit', 'lock');
      await click('More actions');
      expect(get('menuitem', item).getAttribute('aria-checked')).toBe('false');
      await click(item, 'menuitem');
      expect(read()).toBe(true);
    }
  });

  it('OU26: values of last expressions are turned off and on in the menu', async () => {
    for (const shown of ['true', 'false']) {
      await allow({ showValues: shown === 'true' }, 'read', 'edit', 'run', 'lock');
      await click('More actions');
      const item = 'Show the last value (Python)';
      expect(get('menuitem', item).getAttribute('aria-checked')).toBe(shown);
      await click(item, 'menuitem');
      expect(ana.model.session.settings.showsValues).toBe(shown !== 'true');
    }
  });

  it('who holds it sees that it is locked and unlocks it there', async () => {
    await allow({ locks: { editing: true, runs: true } }, 'read', 'edit', 'run', 'lock');
    expect(texts('.jpi-Notices')[0]).toContain('Editing and runs are locked for candidates.');
    expect(view().state.readOnly).toBe(false);
    await click('Unlock');
    expect(ana.model.session.settings).toMatchObject({ editingLocked: false, runsLocked: false });
  });

  it('for whom a lock binds, the editor is read-only and Run off, with the reason', async () => {
    await allow({ locks: { editing: true, runs: true } }, 'read');
    expect(texts('.jpi-Status-part')).toEqual(['Locked', 'Connected · saved']);
    expect(view().state.readOnly).toBe(true);
    expect(texts('.jpi-Notices')[0]).toContain('Editing and runs are locked by the interviewer.');
    expect(get('button', 'Run').title).toBe('Runs are locked by the interviewer');
    await allow({ locks: { editing: false, runs: true } }, 'read', 'edit');
    expect(view().state.readOnly).toBe(false);
    expect(texts('.jpi-Notices')[0]).toContain('Runs are locked by the interviewer.');
  });

  it('PA15: a dialog with a text to be written begins in its field', async () => {
    await allow({}, 'read', 'announce');
    await click('More actions');
    await click('Message to everybody…', 'menuitem');
    expect(document.activeElement).toBe(find('textbox', 'Message'));
    await click('Cancel');
  });

  it('TA1, TA2: after the end each file is read by its tab, and all code is copied or kept', async () => {
    await allow({}, 'read', 'edit', 'files', 'run');
    await type('x = 1\n');
    ana.model.files.add('util.js', 'let y;\n');
    await settle();
    await settle();
    await allow({ state: 'ended' }, 'read', 'take');
    await look('solution.py');
    expect([view().state.doc.toString(), view().state.readOnly]).toEqual([
      'print(1)\nx = 1\n',
      true
    ]);
    await look('util.js');
    expect(view().state.doc.toString()).toBe('let y;\n');

    const written = vi.fn(() => Promise.resolve());
    vi.stubGlobal('navigator', { ...navigator, clipboard: { writeText: written } });
    await click('More actions');
    await click('Take away…', 'menuitem');
    await click('Copy all code');
    expect(written).toHaveBeenCalledWith(
      '----- solution.py -----\nprint(1)\nx = 1\n\n----- util.js -----\nlet y;\n'
    );
    vi.unstubAllGlobals();
    const saved = vi.spyOn(HTMLAnchorElement.prototype, 'click').mockReturnValue();
    vi.stubGlobal('URL', { createObjectURL: () => 'blob:1', revokeObjectURL: () => undefined });
    for (const item of ['the code', 'a transcript', 'the runs as JSON', 'the runs as CSV']) {
      await click(`Download ${item}`);
    }
    await click('Close');
    const names = saved.mock.contexts.map(link => (link as HTMLAnchorElement).download);
    expect(names).toEqual(['code', 'markdown', 'json', 'csv'].map(form => `round-2.${form}`));
    saved.mockRestore();
    vi.unstubAllGlobals();

    await allow({ state: 'ended' }, 'read');
    await click('More actions');
    expect(find('menuitem', 'Take away…')).toBeNull();
    expect(find('menuitem', 'Copy all code')).not.toBeNull();
  });

  it('deleting asks first', async () => {
    await allow({}, 'read', 'delete');
    await click('More actions');
    await click('Delete interview…', 'menuitem');
    expect(document.querySelector('dialog')?.textContent).toContain('deleted for good');
    await click('Cancel');
  });

  it('who is not let in yet sees the waiting room, which becomes the panel', async () => {
    relay.outside.add(person('Cy').id);
    const cy = join(relay, 'Cy');
    document.body.replaceChildren();
    await draw(<Panel who={cy} />);
    await settle();
    const [room] = texts('.jpi-WaitingRoom [role="status"]');
    for (const words of ['waiting room', 'Backend, round 2', 'will let you in', 'as Cy']) {
      expect(room).toContain(words);
    }
    expect(find('textbox', 'Code')).toBeNull();
    relay.admit(cy.wire);
    await settle();
    expect(find('textbox', 'Code')).not.toBeNull();
  });
});

describe('people', () => {
  it('are listed with role, and who is me and who is away', async () => {
    relay.tell({
      type: 'user_left',
      payload: { user: { ...bo.wire.user, online: false }, reason: 'away' }
    });
    await settle();
    expect(texts('.jpi-Participant')).toEqual(['Ana you · candidate', 'Bo candidate · away']);
  });
});

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
    const strike = (keys: string): Promise<void> => {
      const [key, code] = keys.split(' ');
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
    await done(() => say?.());
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

describe('runs', () => {
  it('start and stop by their buttons and are seen by all', async () => {
    await click('Run');
    await settle();
    expect([isDisabled(get('button', 'Run')), isDisabled(get('button', 'Stop'))]).toEqual([
      true,
      false
    ]);
    ana.runner.print('hello\n');
    await click('Stop');
    await settle();
    expect(texts('.jpi-Run')[0]).toMatch(/Ana.*Python.*Stopped.*hello/s);
    expect(bo.model.runs.list[0].state).toBe('stopped');
    expect(isDisabled(get('button', 'Run'))).toBe(false);
  });
});

describe('notices', () => {
  it('show a refusal and unsaved text until dismissed', async () => {
    relay.refuse = () => 'That text is not allowed.';
    await type('lost');
    await settle();
    await settle();
    expect(get('textbox', 'Your copy').textContent).toBe('print(1)\nlost');
    expect(get('textbox', 'The interview’s text').textContent).toBe('print(1)\n');
    expect(texts('.jpi-Copy mark')).toEqual(['lost']);
    await click('Discard…');
    expect(find('textbox', 'Your copy')).not.toBeNull();
    await click('Discard');
    await settle();
    expect(find('textbox', 'Your copy')).toBeNull();
    await click('Dismiss');
    await settle();
    expect(texts('[role="alert"]')).toEqual([]);
  });

  it('tell why the connection was closed for good, and offer to try again', async () => {
    ana.wire.drop(CloseCode.credential, 'closed');
    await settle();
    expect(texts('[role="alert"]').join()).toContain('You were removed from this interview');
    expect(view().state.readOnly).toBe(true);
    expect(isDisabled(get('button', 'Run'))).toBe(true);
    await click('Try again');
    expect(reconnected).toBe(1);
  });

  it('tell that the interview has ended', async () => {
    relay.tell(golden('sync-session-state.json').frame as ServerFrame);
    await settle();
    expect(document.body.textContent).toContain('This interview has ended.');
    expect(isDisabled(get('button', 'Run'))).toBe(true);
    expect(view().state.readOnly).toBe(true);
  });
});

describe('names', () => {
  const renames = (who: IParticipant): void => {
    who.api.updateUser = (_, id, { name = '' }) => {
      if (name === 'Nobody') {
        return Promise.reject(new InterviewError('That is nobody.', 'invalid_field', 400));
      }
      const user = { ...person(who.model.people.me?.name ?? ''), id, name };
      relay.tell({ type: 'user_joined', payload: { user } });
      return Promise.resolve(user);
    };
  };

  it('NA17 somebody whose name Jupyter made up is asked for theirs, once', async () => {
    const key = 'jupyter-interview:asked-for-name';
    localStorage.removeItem(key);
    const user = { ...person('Ana'), name: 'Anonymous Leda' };
    relay.tell({ type: 'user_joined', payload: { user } });
    await settle();
    expect(texts('.jpi-Notice').join()).toContain('The others see you as “Anonymous Leda”.');
    await click('Dismiss');
    expect(texts('.jpi-Notice').join()).not.toContain('Anonymous');
    expect(localStorage.getItem(key)).toBe('yes');
    localStorage.removeItem(key);
  });

  it('NA19 the own menu changes the own name, and a refusal stays with the field', async () => {
    chosen.length = 0;
    renames(ana);
    await click('Actions for Ana');
    await click('Change your name…', 'menuitem');
    const field = get<HTMLInputElement>('textbox', 'Your name');
    expect([field.value, document.activeElement]).toEqual(['Ana', field]);
    await fill('textbox', 'Your name', 'Bo\u0007');
    await click('Change name');
    expect(texts('dialog [role="alert"]').join()).toContain('cannot be seen');
    await fill('textbox', 'Your name', 'Nobody');
    await click('Change name');
    expect(texts('dialog [role="alert"]').join()).toContain('That is nobody.');
    expect(chosen).toEqual([]);
    await fill('textbox', 'Your name', 'Ana Lima');
    await click('Change name');
    await settle();
    expect(document.querySelector('dialog')).toBeNull();
    expect(chosen).toEqual(['Ana Lima']);
    expect(texts('.jpi-Participant-name')).toContain('Ana Lima');
  });
});

it('QU34: keys run the visible tests beside the editor, which stays as it is, and Stop ends them', async () => {
  await fetchQuestionParts(false);
  const before = view();
  relay.perform(HOST, { type: 'LoadQuestion', question: aQuestion(), side: aSide() });
  await settle();
  expect(texts('.jpi-Questions h3')).toEqual(['Add up']);
  expect(view()).toBe(before);
  await done(() => runTests?.());
  await settle();
  expect(texts('.jpi-Questions [role="tabpanel"] strong')).toEqual(['Running: 0 of 2']);
  expect(isDisabled(get('button', 'Run'))).toBe(true);
  expect(isDisabled(get('button', 'Run tests'))).toBe(true);
  await click('Stop');
  await settle();
  expect(document.body.textContent).toContain('Stopped before the last test.');
  expect(isDisabled(get('button', 'Run tests'))).toBe(false);
  // The dialog of hosts is not for others.
  expect(find('button', 'Questions')).toBeNull();
});
