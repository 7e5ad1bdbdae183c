// @vitest-environment jsdom
/** The whole panel: its controls and notices, the life of an interview, and people. */
import * as React from 'react';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { click, done, draw, fill, find, get, isDisabled, texts } from '../../../tests/draw';
import { golden } from '../../../tests/golden';
import {
  Panel,
  allow,
  keys,
  openPanel,
  seen,
  settle,
  type,
  view
} from '../../../tests/interview-panel';
import { join, type IParticipant } from '../../../tests/participant';
import { aQuestion, aSide } from '../../../tests/questions';
import { HOST, person, type Relay } from '../../../tests/relay';
import {
  CloseCode,
  type Action,
  type INewAttachment,
  type Role,
  type ServerFrame
} from '../../contract/protocol';
import { translatorOf } from '../../locale/translator';
import { InterviewError } from '../../model/ports';
import { DEFAULT_TITLE, LIMITS } from '../../session/server-facts';
import { fetchQuestionParts } from '../questions/late-questions';
import { TranslationProvider } from '../../ui/translation';

let relay: Relay;
let ana: IParticipant;
let bo: IParticipant;

beforeEach(async () => {
  ({ relay, ana, bo } = await openPanel());
});

function proposals(): string[] {
  return [...document.querySelectorAll('datalist option')].map(
    option => (option as HTMLOptionElement).value
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
    expect(seen.listed).not.toContain('round/not-there');
    await click('Attach');
    expect(document.body.textContent).toContain('different texts');
    await click('Keep the file’s text');
    expect(asked.map(({ keep }) => keep)).toEqual([null, 'file']);
    await click('Attached to round/solution.py');
    await click('Open the file', 'menuitem');
    expect(seen.opened).toEqual(['round/solution.py']);
    ana.api.detach = () => Promise.resolve();
    await click('Attached to round/solution.py');
    await click('Detach', 'menuitem');
    await settle();
    expect(find('button', 'Attached to round/solution.py')).toBeNull();
  });

  it('RU15: offer the server beside the browser where the server offers it', async () => {
    expect(find('button', 'Where to run')).toBeNull();
    relay.serverRuns = ['javascript', 'python'];
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

  it('LA7: says where a language runs that does not run where one has chosen', async () => {
    relay.serverRuns = ['shell'];
    ana.wire.renew();
    await settle();
    const why = (): string => get('button', 'Run').title;
    ana.model.session.setLanguage('shell');
    await settle();
    expect(why()).toBe('Shell runs on the server only: choose it beside Run');
    expect(document.body.textContent).not.toContain('Press Run');
    expect(isDisabled(get('button', 'Run'))).toBe(true);
    await click('Where to run');
    await click('Run on the server', 'menuitem');
    await settle();
    expect(isDisabled(get('button', 'Run'))).toBe(false);
    expect(document.body.textContent).toContain('Press Run');
    ana.model.session.setLanguage('python');
    await settle();
    expect(why()).toBe('Python runs in the browser only: choose it beside Run');
    ana.model.session.setLanguage('ruby');
    await settle();
    expect(why()).toContain('nobody can run it');
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

  it('TA1, TA2, EX14: after the end each file is read by its tab, and all code is copied or kept', async () => {
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
    const forms = {
      code: 'the code',
      markdown: 'a transcript',
      json: 'the runs as JSON',
      csv: 'the runs as CSV',
      report: 'a report',
      'report-md': 'a report as Markdown',
      player: 'a player',
      'player.all': 'a player of what everybody could see',
      ipynb: 'a notebook',
      git: 'a history for git',
      recording: 'the recording',
      'recording.all': 'what everybody could see'
    };
    for (const item of Object.values(forms)) {
      await click(`Download ${item}`);
    }
    await click('Close');
    const names = saved.mock.contexts.map(link => (link as HTMLAnchorElement).download);
    expect(names).toEqual(Object.keys(forms).map(form => `round-2.${form}`));
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

  it('HD7: the owner puts it on hold and lets it go, and reads why it is not deleted', async () => {
    await allow({}, 'read', 'hold', 'delete');
    const held = vi.spyOn(ana.api, 'hold');
    await click('More actions');
    await click('Keep from being deleted', 'menuitem');
    expect(held).toHaveBeenLastCalledWith(ana.model.session.id, true);
    const why = 'This interview is on hold. It cannot be deleted until its owner takes that away.';
    ana.api.remove = () => Promise.reject(new InterviewError(why, 'held', 409));
    await click('More actions');
    await click('Delete interview…', 'menuitem');
    await click('Delete for good');
    expect(document.body.textContent).toContain(why);
    await click('More actions');
    await click('Let it be deleted again', 'menuitem');
    expect(held).toHaveBeenLastCalledWith(ana.model.session.id, false);
    held.mockRestore();
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
    expect(seen.reconnects).toBe(1);
  });

  it('tell that the interview has ended', async () => {
    relay.tell(golden('sync-session-state.json').frame as ServerFrame);
    await settle();
    expect(document.body.textContent).toContain('This interview has ended.');
    expect(isDisabled(get('button', 'Run'))).toBe(true);
    expect(view().state.readOnly).toBe(true);
  });

  it('EX17: everybody in it is offered its seal, and only once it has ended', async () => {
    expect(texts('button').join()).not.toContain('seal');
    const seal = 'a1'.repeat(32);
    ana.api.seal = () => new Promise(() => undefined);
    const copied = vi.fn(() => Promise.resolve());
    vi.stubGlobal('navigator', { ...navigator, clipboard: { writeText: copied } });
    relay.tell(golden('sync-session-state.json').frame as ServerFrame);
    await settle();
    await click('Keep its seal…');
    expect(texts('dialog').join()).toContain('Reading…');
    await click('Close');
    ana.api.seal = () => Promise.resolve({ sha256: seal });
    await click('Keep its seal…');
    await settle();
    expect(texts('dialog').join()).not.toContain('Reading…');
    expect(texts('dialog code')).toEqual([seal]);
    await click('Copy the seal');
    expect(copied).toHaveBeenCalledWith(seal);
    expect(texts('dialog [role="status"]')).toEqual(['Copied.']);
    await click('Close');
    vi.unstubAllGlobals();

    ana.api.seal = () => Promise.reject(new InterviewError('Too often.', 'forbidden', 403));
    await click('Keep its seal…');
    await settle();
    expect(texts('dialog').join()).toContain('Too often.');
    await click('Close');
    ana.wire.drop(CloseCode.ended, 'closed');
    await settle();
    expect(texts('.jpi-Notice button')).toContain('Keep its seal…');
  });

  const ended = (releasedUntil: string | null, role: Role, actions: Action[]): ServerFrame => {
    const frame = golden('sync-session-state.json').frame as ServerFrame;
    const payload = { ...frame.payload, releasedUntil, role, actions };
    return { ...frame, payload } as ServerFrame;
  };
  const inDays = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString();

  it('RL7: candidates are told of their copy until when it ends, and fetch it', async () => {
    relay.tell(ended(null, 'candidate', ['read']));
    await settle();
    expect(texts('.jpi-OwnCopy')).toEqual([]);
    relay.tell(ended(inDays(3), 'candidate', ['read']));
    await settle();
    expect(texts('.jpi-OwnCopy p').join()).toContain('copy of this interview for you until');
    const asked = vi.spyOn(ana.api, 'takeAway');
    const saved = vi.spyOn(HTMLAnchorElement.prototype, 'click').mockReturnValue();
    vi.stubGlobal('URL', { createObjectURL: () => 'blob:1', revokeObjectURL: () => undefined });
    for (const what of ['a player', 'a report', 'a notebook', 'the recording']) {
      await click(`Download ${what}`);
    }
    const forms = asked.mock.calls.map(([, form, audience]) => `${form} for ${audience}`);
    const wanted = ['player', 'report', 'ipynb', 'recording'].map(form => `${form} for everybody`);
    expect(forms).toEqual(wanted);
    expect(texts('.jpi-OwnCopy [role="status"]')).toEqual(['Given to your browser as a download.']);
    asked.mockRejectedValueOnce(new InterviewError('Not released.', 'forbidden', 403));
    await click('Download a player');
    expect(texts('.jpi-OwnCopy [role="status"]')).toEqual(['Not released.']);
    asked.mockRestore();
    saved.mockRestore();
    vi.unstubAllGlobals();
    expect(texts('.jpi-Notice button')).toContain('Keep its seal…');
    expect(texts('.jpi-Notice button')).not.toContain('Copy for candidates…');

    ana.wire.drop(CloseCode.ended, 'closed');
    await settle();
    expect(texts('.jpi-OwnCopy')).toHaveLength(1);
  });

  it('RL7: nobody is told of a copy that is over, or of that of others', async () => {
    relay.tell(ended(inDays(-1), 'candidate', ['read']));
    await settle();
    expect(texts('.jpi-OwnCopy')).toEqual([]);
    relay.tell(ended(inDays(1), 'owner', ['read', 'release']));
    await settle();
    expect(texts('.jpi-OwnCopy')).toEqual([]);
  });

  it('RL8: the owner releases copies with a date, sees who has one, and takes them back', async () => {
    relay.tell(ended(null, 'owner', ['read', 'take', 'release']));
    await settle();
    const released = vi.spyOn(ana.api, 'release');
    await click('Copy for candidates…');
    const dialog = (): string => texts('dialog').join();
    expect(dialog()).toContain('Notes, scores, hidden tests');
    expect(dialog()).toContain('Who may have one: Ana and Bo.');
    expect(dialog()).toContain('They find it at their link');
    expect(dialog()).toContain('Not released.');
    await click('Release');
    const [[, until]] = released.mock.calls;
    const days = (Date.parse(until ?? '') - Date.now()) / 86_400_000;
    expect(days).toBeGreaterThan(29.9);
    expect(days).toBeLessThan(31.1);
    expect(dialog()).toContain('Released until');
    await click('Take back');
    expect(released).toHaveBeenLastCalledWith(ana.model.session.id, null);
    expect(dialog()).toContain('Not released.');
    released.mockRejectedValueOnce(new InterviewError('Too late.', 'invalid_field', 400));
    await click('Release');
    expect(dialog()).toContain('Too late.');
    await click('Close');
    await click('More actions');
    await click('Take away…', 'menuitem');
    expect(texts('dialog h3')).toContain('Copy for candidates');
    await click('Close');
  });

  it('RL8: the date is within what the server allows', async () => {
    relay.limits = { ...LIMITS, releaseDays: 3, releaseDaysMost: 10 };
    ana.wire.renew();
    await settle();
    relay.tell(ended(null, 'owner', ['read', 'take', 'release']));
    await settle();
    await click('Copy for candidates…');
    const field = document.querySelector<HTMLInputElement>('dialog input[type="date"]');
    const daysTo = (day = ''): number => (Date.parse(day) - Date.now()) / 86_400_000;
    expect(daysTo(field?.value)).toBeGreaterThan(1);
    expect(daysTo(field?.value)).toBeLessThan(4);
    expect(daysTo(field?.max)).toBeGreaterThan(7);
    expect(daysTo(field?.max)).toBeLessThan(10);
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
    expect(seen.names).toEqual([]);
    await fill('textbox', 'Your name', 'Ana Lima');
    await click('Change name');
    await settle();
    expect(document.querySelector('dialog')).toBeNull();
    expect(seen.names).toEqual(['Ana Lima']);
    expect(texts('.jpi-Participant-name')).toContain('Ana Lima');
  });
});

it('QU34: keys run the visible tests beside the editor, which stays as it is, and Stop ends them', async () => {
  await fetchQuestionParts(false);
  expect(ana.runner.hasCases).toBe(false);
  const before = view();
  relay.perform(HOST, { type: 'LoadQuestion', question: aQuestion(), side: aSide() });
  await settle();
  expect(texts('.jpi-Questions h3')).toEqual(['Add up']);
  expect(ana.runner.hasCases).toBe(true);
  expect(view()).toBe(before);
  await keys.runTests();
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
