/**
 * The whole panel over a real model, with JupyterLab's real editor in it, for specs of the panel: Ana looks
 * at it, Bo is in the interview, too.
 */
import { EditorView } from '@codemirror/view';
import * as React from 'react';
import { type Action, type ISession, type ServerFrame } from '../src/contract/protocol';
import type { RemarkPort } from '../src/features/notes/notes-props';
import { InterviewPanel } from '../src/features/panel/interview-panel';
import type { ILookBackSource } from '../src/features/look-back/look-back-source';
import type { PanelDialog } from '../src/features/panel/panel-dialogs';
import { makeEditorBackend } from '../src/shells/guest/editor-services';
import { done, draw, get } from './draw';
import { golden } from './golden';
import { join, type IParticipant } from './participant';
import { Relay } from './relay';

export const editor = makeEditorBackend('nonce');
/** What the panel asked of the page around it. */
export const seen = {
  opened: [] as string[],
  listed: [] as string[],
  names: [] as string[],
  reconnects: 0
};
/** Where the panel reads and keeps notes and scores. */
export const desk: { remarks: RemarkPort } = { remarks: refuse };
const nothing = (): Promise<void> => Promise.resolve();
/** What the panel may look back at; a test gives it a recording. */
export const past: { source: ILookBackSource | null } = { source: null };
/** Presses the keys for saving, and those for running tests. */
export const keys = { save: nothing, runTests: nothing, note: nothing };
const SILENT = { isOn: false, turn: () => Promise.resolve(), follow: () => () => undefined };
const FOLDERS: Record<string, string[]> = {
  '': ['round/', 'a.txt'],
  round: ['round/two/', 'round/old.py', 'round/notes.md'],
  'round/two': ['round/two/last.ipynb']
};
const FILES = {
  folder: () => 'round',
  inside: (folder: string) => {
    seen.listed.push(folder);
    return Promise.resolve(FOLDERS[folder] ?? []);
  },
  open: (path: string) => void seen.opened.push(path)
};
const DESK = {
  list: refuse,
  look: refuse,
  load: refuse,
  keep: null,
  keepInBank: refuse,
  upload: refuse,
  removeBank: refuse
};
const nobody = { list: () => Promise.resolve([]), create: refuse, revoke: refuse };

function refuse(): Promise<never> {
  return Promise.reject(new Error('Not part of this test.'));
}

function PlainMarkdown({ text }: { text: string }): JSX.Element {
  return <p>{text}</p>;
}

export function Panel(props: { who: IParticipant }): JSX.Element {
  const [dialog, setDialog] = React.useState<PanelDialog | null>(null);
  const [saved, setSaved] = React.useState<object | null>(null);
  keys.save = () => done(() => setSaved({}));
  const [tested, setTested] = React.useState<object | null>(null);
  keys.runTests = () => done(() => setTested({}));
  const [looksBack, setLooksBack] = React.useState(false);
  const [noted, setNoted] = React.useState<object | null>(null);
  keys.note = () => done(() => setNoted({}));
  const names = {
    run: 'Ctrl+Enter',
    tests: 'Ctrl+Shift+Enter',
    stop: '',
    note: 'Alt+N',
    shortcuts: 'F1',
    lookBack: 'F8'
  };
  return (
    <InterviewPanel
      model={props.who.model}
      editor={editor}
      invites={nobody}
      desk={DESK}
      remarks={desk.remarks}
      markdown={PlainMarkdown}
      link={null}
      files={FILES}
      keys={names}
      sound={SILENT}
      onRenamed={name => seen.names.push(name)}
      onReconnect={() => seen.reconnects++}
      saved={saved}
      tested={tested}
      past={past.source}
      looksBack={looksBack}
      onLookBack={setLooksBack}
      noted={noted}
      dialog={dialog}
      onDialog={setDialog}
    />
  );
}

let relay: Relay;

/** Draws it for Ana. */
export async function openPanel(
  more: Partial<ISession> = {}
): Promise<{ relay: Relay; ana: IParticipant; bo: IParticipant }> {
  Object.assign(seen, { opened: [], listed: [], names: [], reconnects: 0 });
  relay = new Relay();
  relay.type('print(1)\n');
  const ana = join(relay, 'Ana', undefined, undefined, null, more);
  const bo = join(relay, 'Bo');
  relay.settle();
  await draw(<Panel who={ana} />);
  await settle();
  return { relay, ana, bo };
}

export const settle = (): Promise<void> =>
  done(async () => {
    relay.settle();
    await new Promise(resolve => requestAnimationFrame(resolve));
    await new Promise(resolve => requestAnimationFrame(resolve));
  });

type IState = Extract<ServerFrame, { type: 'session_state' }>['payload'];

export const allow = async (news: Partial<IState>, ...actions: Action[]): Promise<void> => {
  const frame = golden('sync-session-state.json').frame as ServerFrame;
  const before = { state: 'live', lobby: false, locks: { editing: false, runs: false } };
  const payload = { ...frame.payload, ...before, ...news, actions };
  relay.tell({ ...frame, payload } as ServerFrame);
  await settle();
};

export const view = (): EditorView => EditorView.findFromDOM(get('textbox', 'Code'))!;

export function type(text: string, at = view().state.doc.length): Promise<void> {
  return done(() =>
    view().dispatch({
      changes: { from: at, insert: text },
      selection: { anchor: at + text.length },
      userEvent: 'input.type'
    })
  );
}
