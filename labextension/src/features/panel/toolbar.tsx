/** What can be done in an interview. Every control is drawn from what the server says one may do. */
import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';
import type { Settings } from '../../contract/generated-settings';
import { isProgram } from '../../contract/languages';
import type { Action, Language } from '../../contract/protocol';
import { runsAt } from '../../model/runs/runs-at';
import type { IRunLocationChoice, RunLocation } from '../../model/runs/server-runs';
import { Button } from '../../ui/button';
import { MenuButton } from '../../ui/menu-button';
import type { IMenuItem } from '../../ui/menu-button';
import { Options } from '../../ui/select-field';
import { useTrans } from '../../ui/translation';
import type { ISoundChoice } from '../arrivals/sound-choice';
import { languageOptions } from '../languages';
import type { INotesView } from '../notes/notes-props';
import type { IQuestionView } from '../questions/question-view';
import { whyNotSentence } from '../questions/test-words';
import {
  useAttachment,
  useConnection,
  useDocument,
  useFiles,
  usePeople,
  useQuestions,
  useRuns,
  useSession,
  useSignals
} from '../use-interview';
import { languageName, shownTitle } from '../wording';
import { stopWhatRuns } from './stop';
import { copyAllCode } from './take-away';
import { TitleField } from './title-field';

/** The keys of these on this page; empty where they have none. */
export interface IShownKeys {
  run: string;
  tests: string;
  stop: string;
  note: string;
  shortcuts: string;
  lookBack: string;
}

/** The settings that are on or off. */
type Switch = {
  [Name in keyof Settings]: Settings[Name] extends boolean ? Name : never;
}[keyof Settings];

export interface IToolbarProps {
  keys: IShownKeys;
  sound: ISoundChoice;
  canShare: boolean;
  onShare: () => void;
  questions: IQuestionView;
  /** Shows the banks, and what this interview has of them. */
  onQuestions: () => void;
  /** Null for whoever has none. */
  notes: INotesView | null;
  /** Null on pages without files. */
  onAttach: (() => void) | null;
  onSettings: () => void;
  onShortcuts: () => void;
  /** Null for those who may not look back. */
  onLookBack: (() => void) | null;
  onAnnounce: () => void;
  onSignals: () => void;
  onTakeAway: () => void;
  onEnd: () => void;
  onDelete: () => void;
  /** Called with a change that takes effect immediately. */
  onDo: (change: Promise<void>) => void;
}

export function Toolbar(props: IToolbarProps): JSX.Element {
  const { keys, onDo } = props;
  const session = useSession();
  const runs = useRuns();
  const questions = useQuestions();
  const files = useFiles();
  const { name, language } = files.program;
  const isData = !isProgram(language);
  const isRun = runs.canRun(language);
  const closed = useConnection().state === 'closed';
  const trans = useTrans();
  const items = useMenuItems(props);
  return (
    <div className="jpi-Toolbar">
      <TitleField
        title={shownTitle(session.title, trans)}
        editable={session.can('rename')}
        onRename={title => onDo(session.rename(title))}
      />
      <div className="jpi-Toolbar-group">
        <LanguagePicker />
        {language === 'typescript' && (
          <span
            className="jpi-Toolbar-hint"
            title={trans.__(
              'TypeScript runs with its types left out: a wrong type is not reported'
            )}
          >
            {trans.__('types not checked')}
          </span>
        )}
        {!isData && !isRun && (
          <span className="jpi-Toolbar-hint" title={notRun(language, runs.location, trans)}>
            {trans.__('not run here')}
          </span>
        )}
        <Button
          label={trans.__('Run')}
          icon="play"
          look="primary"
          tooltip={
            session.settings.runsLocked && !session.can('run')
              ? trans.__('Runs are locked by the interviewer')
              : isData
                ? trans.__('%1 is data: look at a program to run it', name)
                : !isRun
                  ? notRun(language, runs.location, trans)
                  : withKeys(
                      runs.location.chosen === 'server'
                        ? trans.__('Run the code on the server')
                        : trans.__('Run the code in your browser'),
                      keys.run
                    )
          }
          disabled={
            closed || !session.can('run') || runs.running || questions.running !== null || !isRun
          }
          onClick={() => runs.run()}
        />
        {runs.location.isOffered && session.can('run') && !closed && <LocationPicker />}
        <RunTests keys={keys.tests} view={props.questions} closed={closed} />
        <Button
          label={trans.__('Stop')}
          icon="stop"
          tooltip={withKeys(trans.__('Stop your run'), keys.stop)}
          disabled={!runs.running && questions.running === null}
          onClick={() => stopWhatRuns({ runs, questions })}
        />
      </div>
      <div className="jpi-Toolbar-end">
        {session.can('hand') && <Hand />}
        {session.can('questions') && !closed && (
          <Button
            label={trans.__('Questions')}
            icon="list"
            tooltip={trans.__('Choose or write the questions of this interview')}
            onClick={props.onQuestions}
          />
        )}
        {props.onLookBack && (
          <Button
            label={trans.__('Look back')}
            icon="clock"
            iconOnly
            tooltip={withKeys(
              trans.__('Look back: every moment of this interview again'),
              keys.lookBack
            )}
            onClick={props.onLookBack}
          />
        )}
        {props.notes && (
          <Button
            label={trans.__('Notes')}
            icon="edit"
            tooltip={withKeys(
              trans.__('Your notes and scores, of which no candidate learns'),
              keys.note
            )}
            attributes={{ 'aria-expanded': props.notes.isOpen }}
            onClick={props.notes.toggle}
          />
        )}
        {props.canShare && (
          <Button
            label={trans.__('Share')}
            icon="users"
            tooltip={
              session.can('invite')
                ? trans.__('Invite people by link')
                : trans.__('Open this in another tab')
            }
            onClick={props.onShare}
          />
        )}
        <MenuButton label={trans.__('More actions')} items={items} />
      </div>
    </div>
  );
}

/** Runs the visible tests of the question that is looked at. */
function RunTests(props: {
  keys: string;
  view: IQuestionView;
  closed: boolean;
}): JSX.Element | null {
  const { view, closed } = props;
  const { question } = view;
  const session = useSession();
  const questions = useQuestions();
  const { chosen } = useRuns().location;
  const trans = useTrans();
  if (question === null || question.cases.length === 0) {
    return null;
  }
  const why = questions.whyNot(question.id, false);
  const target = questions.target(question.id);
  return (
    <Button
      label={trans.__('Run tests')}
      icon="tests"
      tooltip={
        why === null && target !== null
          ? withKeys(trans.__('Run the visible tests on %1', target.name), props.keys)
          : whyNotSentence(why ?? 'no_target', question, trans)
      }
      disabled={closed || !session.can('run') || why !== null}
      onClick={() => view.run({ hidden: false, onServer: chosen === 'server' })}
    />
  );
}

/** The choice of a place beside Run, which looks like a part of it. */
function LocationPicker(): JSX.Element {
  const { location: choice, running } = useRuns();
  const trans = useTrans();
  const item = (location: RunLocation, label: string): IMenuItem => ({
    label,
    radio: true,
    checked: choice.chosen === location,
    onSelect: () => choice.choose(location)
  });
  return (
    <MenuButton
      className="jpi-mod-joined"
      label={trans.__('Where to run')}
      icon="caret"
      look={running ? 'plain' : 'primary'}
      items={[
        item('browser', trans.__('Run in the browser')),
        item('server', trans.__('Run on the server'))
      ]}
    />
  );
}

function Hand(): JSX.Element {
  const people = usePeople();
  const connection = useConnection();
  const trans = useTrans();
  const raised = typeof people.me?.handRaisedAt === 'string';
  return (
    <Button
      label={raised ? trans.__('Lower hand') : trans.__('Raise hand')}
      icon="hand"
      className={raised ? 'jpi-mod-raised' : undefined}
      tooltip={trans.__('Tell the people who hold this interview that you want them to come')}
      disabled={connection.state === 'closed'}
      attributes={{ 'aria-pressed': raised }}
      onClick={() => people.raiseHand(!raised)}
    />
  );
}

function useMenuItems(props: IToolbarProps): IMenuItem[] {
  const { onDo, sound } = props;
  const session = useSession();
  const attachment = useAttachment();
  const isServerOffered = useRuns().location.isOffered;
  const hears = React.useSyncExternalStore(sound.follow, () => sound.isOn);
  const files = useFiles();
  const text = useDocument();
  const signals = useSignals();
  const trans = useTrans();
  const items: IMenuItem[] = [];
  const add = (action: Action, item: IMenuItem): void => {
    if (session.can(action)) {
      items.push(item);
    }
  };
  const toggle = (name: Switch, label: string): void => {
    const checked = session.settings[name];
    if (session.canSet(name)) {
      items.push({ label, checked, onSelect: () => onDo(session.set({ [name]: !checked })) });
    }
  };
  add('start', { label: trans.__('Start interview'), onSelect: () => onDo(session.start()) });
  add('announce', { label: trans.__('Message to everybody…'), onSelect: props.onAnnounce });
  toggle('lobby', trans.__('Lobby: newcomers wait'));
  toggle('editingLocked', trans.__('Lock editing'));
  toggle('runsLocked', trans.__('Lock runs'));
  toggle('showsValues', trans.__('Show the last value (Python)'));
  if (isServerOffered) {
    toggle('candidateChecks', trans.__('Candidates may start hidden tests'));
  }
  if (props.onAttach && attachment.possible) {
    add('attach', { label: trans.__('Attach to a file…'), onSelect: props.onAttach });
    if (attachment.current !== null) {
      add('attach', {
        label: trans.__('Detach from the file'),
        onSelect: () => onDo(attachment.detach())
      });
    }
  }
  if (session.keptBy === 'server') {
    items.push({
      label: trans.__('Sound when somebody comes'),
      checked: hears,
      onSelect: () => onDo(sound.turn(!hears))
    });
  }
  items.push({ label: trans.__('What is noted…'), onSelect: props.onSignals });
  add('take', { label: trans.__('Take away…'), onSelect: props.onTakeAway });
  if (!session.can('take') && text.ready) {
    items.push({
      label: trans.__('Copy all code'),
      onSelect: () => onDo(copyAllCode(files, text, signals, trans))
    });
  }
  items.push({ label: trans.__('Editor settings…'), onSelect: props.onSettings });
  items.push({
    label: withKeys(trans.__('Keyboard shortcuts'), props.keys.shortcuts),
    onSelect: props.onShortcuts
  });
  add('reopen', { label: trans.__('Reopen interview'), onSelect: () => onDo(session.reopen()) });
  add('end', { label: trans.__('End interview…'), danger: true, onSelect: props.onEnd });
  const isHeld = session.heldSince !== null;
  add('hold', {
    label: isHeld ? trans.__('Let it be deleted again') : trans.__('Keep from being deleted'),
    onSelect: () => onDo(session.hold(!isHeld))
  });
  add('delete', { label: trans.__('Delete interview…'), danger: true, onSelect: props.onDelete });
  return items;
}

function LanguagePicker(): JSX.Element {
  const session = useSession();
  const connection = useConnection();
  const trans = useTrans();
  return (
    <select
      className="jpi-Select"
      aria-label={trans.__('Language')}
      title={trans.__('Language, the same for everyone here')}
      value={session.language}
      disabled={connection.state === 'closed' || !session.can('language')}
      onChange={event => session.setLanguage(event.target.value)}
    >
      <Options {...languageOptions(session.languages, session.language, trans)} />
    </select>
  );
}

/** Why Run is not there, which people read before they would press it. */
function notRun(
  language: Language,
  location: IRunLocationChoice,
  trans: TranslationBundle
): string {
  const name = languageName(language);
  if (location.isOffered && runsAt('browser', location, language)) {
    return trans.__('%1 runs in the browser only: choose it beside Run', name);
  }
  if (location.isOffered && runsAt('server', location, language)) {
    return trans.__('%1 runs on the server only: choose it beside Run', name);
  }
  return trans.__('%1 does not run here: everybody can write it, and nobody can run it', name);
}

function withKeys(words: string, keys: string): string {
  return keys === '' ? words : `${words} (${keys})`;
}
