// @vitest-environment jsdom
/** What a teacher does to many interviews at once, how it went for each, and links that are made again. */
import { nullTranslator } from '@jupyterlab/translation';
import * as React from 'react';
import { expect, it, onTestFinished } from 'vitest';
import { click, done, draw, fill, find, texts } from '../../../tests/draw';
import type { IActivity, IClassLinks } from '../../contract/protocol';
import type { IInterviewApi, ISessionChange } from '../../model/ports';
import { NO_HIDDEN_TESTS, STOPPED } from '../../model/hidden-tests';
import { ClassActions, ClassReport, useClassWork, type RunTests } from './class-actions';
import { ClassLinks } from './class-links';
import { ClassView } from './class-view';
import { forEach } from './for-each';
import { linksCsv } from './links-csv';

const ENGLISH = nullTranslator.load('jupyter_interview');

const AT = '2026-09-30T10:00:00.000Z';

function session(title: string, state: IActivity['state'] = 'live'): IActivity {
  return {
    id: `id of ${title}`,
    title,
    group: 'C',
    language: 'python',
    state,
    createdAt: AT,
    people: [],
    lastEditAt: null,
    lastRun: null,
    lastActiveAt: null,
    handRaisedAt: null,
    tests: { visible: null, hidden: null }
  };
}

/** The calls that a class makes, which fail for these titles as long as they are among them. */
class Interviews {
  readonly broken = new Set<string>();
  readonly calls: [string, unknown][] = [];
  readonly api = {
    update: (id: string, change: ISessionChange) => this._answer(id, change, {}),
    createInvite: (id: string, options: object) =>
      this._answer(id, options, { id: 'i-1', url: `https://x/#${id}` }),
    release: (id: string, until?: string | null) => this._answer(id, { until }, null),
    announce: (id: string, text: string) => this._answer(id, text, {})
  } as unknown as IInterviewApi;

  private _answer<T>(id: string, what: unknown, answer: T): Promise<T> {
    this.calls.push([id, what]);
    return [...this.broken].some(title => id.endsWith(title))
      ? Promise.reject(new Error('The disk is full.'))
      : Promise.resolve(answer);
  }
}

function Class(props: {
  interviews: Interviews;
  sessions: IActivity[];
  onLinks?: (links: IClassLinks) => void;
  onTest?: RunTests;
}): JSX.Element {
  const work = useClassWork();
  return (
    <>
      <ClassActions
        api={props.interviews.api}
        name="C"
        sessions={props.sessions}
        isChosen={false}
        work={work}
        onLinks={links => props.onLinks?.(links)}
        onTest={props.onTest}
      />
      <ClassReport work={work} />
    </>
  );
}

it('CS18: a lock is for all that are not over, says how it went, and tries again what failed', async () => {
  const interviews = new Interviews();
  interviews.broken.add('Bo');
  const sessions = [session('Ada'), session('Bo'), session('Cy', 'ended')];
  await draw(<Class {...{ interviews, sessions }} />);
  await click('For everybody (3)');
  await click('Lock editing', 'menuitem');
  expect(interviews.calls).toEqual([
    ['id of Ada', { editingLocked: true }],
    ['id of Bo', { editingLocked: true }]
  ]);
  expect(texts('[role="status"]')[0]).toContain('Lock editing: 1 done, 1 failed.');
  expect(texts('.jpi-ClassReport-failures li')).toEqual(['Bo The disk is full.']);
  interviews.broken.clear();
  await click('Again');
  expect(interviews.calls.slice(2)).toEqual([['id of Bo', { editingLocked: true }]]);
  expect(texts('[role="status"]')[0]).toContain('Lock editing: 1 done.');
});

it('CS18: the end of many is asked about', async () => {
  const interviews = new Interviews();
  await draw(<Class {...{ interviews }} sessions={[session('Ada'), session('Bo')]} />);
  await click('For everybody (2)');
  await click('End…', 'menuitem');
  expect(interviews.calls).toEqual([]);
  expect(texts('h2')).toEqual(['End 2 interviews?']);
  await click('End 2 interviews');
  expect(interviews.calls.map(([, change]) => change)).toEqual([
    { state: 'ended' },
    { state: 'ended' }
  ]);
});

it('CS28: hidden tests run in each, and who could not be tested is named with the reason', async () => {
  const interviews = new Interviews();
  const tested: string[] = [];
  const onTest: RunTests = id => {
    tested.push(id);
    return id.endsWith('Bo') ? Promise.reject(new Error(NO_HIDDEN_TESTS)) : Promise.resolve();
  };
  const sessions = [session('Ada'), session('Bo'), session('Cy'), session('Di', 'ended')];
  await draw(<Class {...{ interviews, sessions }} />);
  await click('For everybody (4)');
  expect(find('menuitem', 'Run hidden tests')).toBeNull();
  document.body.replaceChildren();
  await draw(<Class {...{ interviews, sessions, onTest }} />);
  await click('For everybody (4)');
  await click('Run hidden tests', 'menuitem');
  expect(tested).toEqual(['Ada', 'Bo', 'Cy'].map(title => `id of ${title}`));
  expect(interviews.calls).toEqual([]);
  expect(texts('[role="status"]')[0]).toContain('Hidden tests: 2 done, 1 failed.');
  expect(texts('.jpi-ClassReport-failures li')).toEqual([`Bo ${NO_HIDDEN_TESTS}`]);
});

it('CS28: they can be stopped, and those that were not begun are not', async () => {
  const begun: string[] = [];
  const onTest: RunTests = (id, signal) => {
    begun.push(id);
    return new Promise((_, reject) =>
      signal.addEventListener('abort', () => reject(new Error(STOPPED)))
    );
  };
  const many = Array.from({ length: 9 }, (_, number) => session(`P${number}`));
  await draw(<Class interviews={new Interviews()} sessions={many} onTest={onTest} />);
  await click('For everybody (9)');
  await click('Run hidden tests', 'menuitem');
  expect(begun).toHaveLength(6);
  await click('Stop');
  expect(begun).toHaveLength(6);
  expect(texts('[role="status"]')[0]).toContain('Hidden tests: 0 done, 9 failed.');
  expect(texts('.jpi-ClassReport-failures li')).toEqual(
    many.map(({ title }) => `${title} ${STOPPED}`)
  );
});

it('CS18, CS22: a message goes to all that are live', async () => {
  const interviews = new Interviews();
  const sessions = [session('Ada'), session('Bo', 'draft'), session('Cy', 'ended')];
  await draw(<Class {...{ interviews, sessions }} />);
  await click('For everybody (3)');
  await click('Message…', 'menuitem');
  await click('Send');
  await fill('textbox', 'Message', 'Ten minutes left');
  await click('Send');
  expect(interviews.calls).toEqual([['id of Ada', 'Ten minutes left']]);
  expect(texts('[role="status"]')[0]).toContain('Message: 1 done.');
});

it('CS22, CS23: where nobody is live there is no message to send, and the menu says why', async () => {
  const interviews = new Interviews();
  await draw(<Class {...{ interviews, sessions: [session('Bo', 'draft')] }} />);
  await click('For everybody (1)');
  expect(find('menuitem', 'Message…')?.getAttribute('aria-disabled')).toBe('true');
  expect(find('menuitem', 'Message…')?.title).toBe('None of them is live.');
  await click('Message…', 'menuitem');
  expect(texts('dialog')).toEqual([]);
});

it('RL8: copies are released of those that have ended, to each their own', async () => {
  const interviews = new Interviews();
  const sessions = [session('Ana', 'ended'), session('Bo'), session('Cy', 'ended')];
  await draw(<Class interviews={interviews} sessions={sessions} />);
  await click('For everybody (3)');
  await click('Copy for candidates…', 'menuitem');
  expect(texts('dialog').join()).toContain('Release copies of 2 interviews?');
  await click('Release');
  await done(() => undefined);
  expect(interviews.calls).toEqual([
    ['id of Ana', { until: undefined }],
    ['id of Cy', { until: undefined }]
  ]);
});

it('RL8: what needs an interview that goes on says so where none does', async () => {
  await draw(<Class interviews={new Interviews()} sessions={[session('Ana', 'ended')]} />);
  await click('For everybody (1)');
  for (const name of ['Lock editing', 'Lock runs', 'Unlock', 'New links…', 'End…']) {
    expect(find('menuitem', name)?.getAttribute('aria-disabled')).toBe('true');
    expect(find('menuitem', name)?.title).toBe('All of them have ended.');
  }
});

it('RL8: of what goes on nothing is released, and the menu says why', async () => {
  await draw(<Class interviews={new Interviews()} sessions={[session('Bo')]} />);
  await click('For everybody (1)');
  expect(find('menuitem', 'Copy for candidates…')?.title).toBe('None of them has ended.');
});

it('CS19: links are made again for those who can be reached, and what was sent goes on', async () => {
  const interviews = new Interviews();
  interviews.broken.add('Bo');
  const made: IClassLinks[] = [];
  const sessions = [session('=Ada'), session('Bo')];
  await draw(<Class {...{ interviews, sessions }} onLinks={links => made.push(links)} />);
  await click('For everybody (2)');
  await click('New links…', 'menuitem');
  expect(texts('dialog p')[0]).toContain('Links that were sent before go on working');
  await click('Make links');
  const options = { role: 'candidate', expiresIn: 604_800 };
  expect(interviews.calls[0][1]).toEqual({ ...options, label: sessions[0].title });
  expect(made[0].csv).toBe("name,interview,link\r\n'=Ada,id of =Ada,https://x/#id of =Ada\r\n");
  interviews.broken.clear();
  await click('Again');
  expect(made[1].links.map(({ name }) => name)).toEqual(['=Ada', 'Bo']);
});

it('CS19: the page of new links says that other columns are not kept', async () => {
  const links = [{ name: 'Ada', sessionId: 'a', inviteId: 'i', url: 'https://x/#a' }];
  const shown: IClassLinks = { name: 'C', links, csv: 'csv', nameColumns: [] };
  const nothing = (): void => undefined;
  for (const again of [true, false]) {
    document.body.replaceChildren();
    await draw(<ClassLinks links={shown} again={again} onKept={nothing} onDone={nothing} />);
    expect(texts('p')[0].includes('Other columns of your table are not kept here')).toBe(again);
  }
});

it('CS3: no cell of links that are made again is a formula', () => {
  const names = ['=1', ' +1', 'a;@b', '\t-1', 'Lovelace, Ada', 'B"o', '＝1'];
  const csv = linksCsv(names.map(name => ({ name, sessionId: 'id', url: 'https://x/' })));
  expect(csv.split('\r\n').map(row => row.replace(/,id,.*$/, ''))).toEqual([
    'name,interview,link',
    "'=1",
    "' +1",
    "a;'@b",
    "'\t'-1",
    '"Lovelace, Ada"',
    '"B""o"',
    "'＝1",
    ''
  ]);
});

it('CS20: links that are nowhere else are left after one question', async () => {
  const links = [
    { name: 'Ada', sessionId: 'a', inviteId: 'i', url: 'https://x/#a' },
    { name: 'Bo', sessionId: 'b', inviteId: 'j', url: 'https://x/#b' }
  ];
  let [left, isKept] = [0, true];
  const shown: IClassLinks = { name: 'C', links, csv: 'csv', nameColumns: ['First', 'Last'] };
  Object.assign(navigator, { clipboard: { writeText: () => Promise.resolve() } });
  onTestFinished(() => void Reflect.deleteProperty(navigator, 'clipboard'));
  const element = (
    <ClassLinks
      links={shown}
      again={false}
      onKept={kept => (isKept = kept)}
      onDone={() => left++}
    />
  );
  await draw(element);
  expect(texts('p')[0]).toContain('The names are from “First + Last”.');
  expect(texts('[role="alert"]')).toEqual(['']);
  await click('Show the class');
  expect([left, isKept, texts('h2').at(-1)]).toEqual([0, false, 'Leave without the links?']);
  await click('Leave');
  expect(left).toBe(1);
  await click('Copy the link of Ada');
  expect(isKept).toBe(false);
  await click('Copy the link of Bo');
  expect(isKept).toBe(true);
  await click('Show the class');
  expect(left).toBe(2);
});

it('PA18: links that the browser did not copy are not taken for copied', async () => {
  const links = [{ name: 'Ada', sessionId: 'a', inviteId: 'i', url: 'https://x/#a' }];
  const shown: IClassLinks = { name: 'C', links, csv: 'csv', nameColumns: [] };
  const writeText = (): Promise<void> => Promise.reject(new Error('denied'));
  Object.assign(navigator, { clipboard: { writeText } });
  document.execCommand = () => false;
  onTestFinished(() => {
    Reflect.deleteProperty(navigator, 'clipboard');
    Reflect.deleteProperty(document, 'execCommand');
  });
  let isKept = true;
  const onKept = (kept: boolean): void => void (isKept = kept);
  await draw(<ClassLinks links={shown} again={false} onKept={onKept} onDone={() => undefined} />);
  for (const button of ['Copy CSV', 'Copy the link of Ada']) {
    await click(button);
    expect(texts('[role="alert"]')).toEqual(['Your browser does not let this page copy.']);
    expect(isKept).toBe(false);
  }
});

it('CS20: links that are being made are left after the same question', async () => {
  const answers: (() => void)[] = [];
  const wait = <T,>(answer: T): Promise<T> => new Promise(yes => answers.push(() => yes(answer)));
  const link = { name: 'Ada', sessionId: 'a', inviteId: 'i', url: 'https://x/#a' };
  const made = { name: 'D', links: [link], csv: 'csv', nameColumns: [] };
  const api = {
    classes: () => Promise.resolve([{ name: 'C', sessions: 1 }]),
    activity: () => Promise.resolve({ at: AT, sessions: [session('Ada')] }),
    listQuestions: () => Promise.resolve({ questions: [], problems: [] }),
    createInvite: () => wait({ id: 'i', url: 'https://x/#a' }),
    createClass: () => wait(made)
  } as unknown as IInterviewApi;
  let isKept = true;
  const nothing = (): void => undefined;
  const onKept = (kept: boolean): void => void (isKept = kept);
  const asks = (): boolean => {
    const event = new Event('beforeunload', { cancelable: true });
    return !window.dispatchEvent(event);
  };
  Object.assign(navigator, { clipboard: { writeText: () => Promise.resolve() } });
  onTestFinished(() => void Reflect.deleteProperty(navigator, 'clipboard'));
  await draw(
    <ClassView
      {...{ api, onKept }}
      language="python"
      name="C"
      onName={nothing}
      onOpen={nothing}
      visible
    />
  );
  await click('For everybody (1)');
  await click('New links…', 'menuitem');
  expect([isKept, asks()]).toEqual([true, false]);
  await click('Make links');
  expect([isKept, asks()]).toEqual([false, true]);
  await done(() => answers.pop()?.());
  expect([isKept, asks()]).toEqual([false, true]);
  await click('Copy CSV');
  expect([isKept, asks()]).toEqual([true, false]);
  await click('Show the class');
  await click('New class');
  await fill('textbox', 'Name of the class', 'D');
  await click('Create class');
  expect([isKept, asks()]).toEqual([false, true]);
  await done(() => answers.pop()?.());
  expect([isKept, asks(), texts('h2')]).toEqual([false, true, ['Links of “D”']]);
});

it('CS20: links that come later were not copied with those before', async () => {
  const interviews = new Interviews();
  interviews.broken.add('Bo');
  const activity = { at: AT, sessions: [session('Ada'), session('Bo')] };
  const api: IInterviewApi = {
    ...interviews.api,
    classes: () => Promise.resolve([{ name: 'C', sessions: 2 }]),
    activity: () => Promise.resolve(activity)
  };
  let isKept = true;
  const nothing = (): void => undefined;
  Object.assign(navigator, { clipboard: { writeText: () => Promise.resolve() } });
  onTestFinished(() => void Reflect.deleteProperty(navigator, 'clipboard'));
  await draw(
    <ClassView
      api={api}
      language="python"
      name="C"
      onName={nothing}
      onOpen={nothing}
      onKept={kept => (isKept = kept)}
      visible
    />
  );
  await click('For everybody (2)');
  await click('New links…', 'menuitem');
  await click('Make links');
  await click('Copy CSV');
  expect(isKept).toBe(true);
  interviews.broken.clear();
  await click('Again');
  expect(isKept).toBe(false);
});

it('CS18: many are done a few at a time', async () => {
  let [now, most, told] = [0, 0, 0];
  const act = async (): Promise<void> => {
    most = Math.max(most, ++now);
    await Promise.resolve();
    now--;
  };
  const failures = await forEach([...Array(40).keys()], act, over => (told = over), ENGLISH);
  expect([most, told, failures]).toEqual([6, 40, []]);
});

it('PA13: links of a class that lead to this computer say so', async () => {
  const links = [{ name: 'Ada', sessionId: 'a', inviteId: 'i', url: 'http://localhost:8888/#a' }];
  const shown: IClassLinks = { name: 'C', links, csv: 'csv', nameColumns: [] };
  const nothing = (): void => undefined;
  await draw(<ClassLinks links={shown} again={false} onKept={nothing} onDone={nothing} />);
  expect(texts('[role="alert"]')[0]).toContain('work on this computer only');
});
