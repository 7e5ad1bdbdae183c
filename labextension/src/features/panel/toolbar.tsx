/** What can be done in an interview. Every control is drawn from `model.can`. */
import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';
import type { Action, Language } from '../../contract/protocol';
import type { IInterviewModel } from '../../model/interview';
import type { RunLocation } from '../../model/runs/server-runs';
import { Button } from '../../ui/button';
import { MenuButton } from '../../ui/menu-button';
import type { IMenuItem } from '../../ui/menu-button';
import { useTrans } from '../../ui/translation';
import { languageName } from '../wording';
import { TitleField } from './title-field';

/** How Run and Stop are typed on this page; empty where they have no keys. */
export interface IRunKeys {
  run: string;
  stop: string;
}

export interface IToolbarProps {
  model: IInterviewModel;
  keys: IRunKeys;
  canShare: boolean;
  onRename: (title: string) => void;
  onShare: () => void;
  /** Null on pages without files. */
  onAttach: (() => void) | null;
  onEnd: () => void;
  onDelete: () => void;
  /** A change that takes effect at once. */
  onDo: (change: Promise<void>) => void;
}

export function Toolbar(props: IToolbarProps): JSX.Element {
  const { model, keys } = props;
  const closed = model.connection === 'closed';
  const trans = useTrans();
  const items = menuItems(props, trans);
  return (
    <div className="jpi-Toolbar">
      <TitleField title={model.title} editable={model.can('rename')} onRename={props.onRename} />
      <div className="jpi-Toolbar-group">
        <LanguagePicker model={model} />
        {model.language === 'typescript' && (
          <span
            className="jpi-Toolbar-hint"
            title={trans.__(
              'TypeScript runs with its types left out: a wrong type is not reported'
            )}
          >
            {trans.__('types not checked')}
          </span>
        )}
        <Button
          label={trans.__('Run')}
          icon="play"
          look="primary"
          tooltip={
            model.locks.runs && !model.can('run')
              ? trans.__('Runs are locked by the interviewer')
              : withKeys(
                  model.runLocation.chosen === 'server'
                    ? trans.__('Run the code on the server')
                    : trans.__('Run the code in your browser'),
                  keys.run
                )
          }
          disabled={closed || !model.can('run') || model.running}
          onClick={() => model.run()}
        />
        {model.runLocation.isOffered && model.can('run') && !closed && (
          <LocationPicker model={model} />
        )}
        <Button
          label={trans.__('Stop')}
          icon="stop"
          tooltip={withKeys(trans.__('Stop your run'), keys.stop)}
          disabled={!model.running}
          onClick={() => model.stop()}
        />
      </div>
      <div className="jpi-Toolbar-end">
        {model.can('hand') && <Hand model={model} />}
        {props.canShare && (
          <Button
            label={trans.__('Share')}
            icon="users"
            tooltip={
              model.can('invite')
                ? trans.__('Invite people by link')
                : trans.__('Open this in another tab')
            }
            onClick={props.onShare}
          />
        )}
        {items.length > 0 && <MenuButton label={trans.__('More actions')} items={items} />}
      </div>
    </div>
  );
}

/** Beside Run, and part of it to the eye. */
function LocationPicker(props: { model: IInterviewModel }): JSX.Element {
  const { runLocation, running } = props.model;
  const trans = useTrans();
  const item = (location: RunLocation, label: string): IMenuItem => ({
    label,
    radio: true,
    checked: runLocation.chosen === location,
    onSelect: () => runLocation.choose(location)
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

function Hand(props: { model: IInterviewModel }): JSX.Element {
  const { model } = props;
  const trans = useTrans();
  const raised = typeof model.me?.handRaisedAt === 'string';
  return (
    <Button
      label={raised ? trans.__('Lower hand') : trans.__('Raise hand')}
      icon="hand"
      className={raised ? 'jpi-mod-raised' : undefined}
      tooltip={trans.__('Tell the people who hold this interview that you want them to come')}
      disabled={model.connection === 'closed'}
      attributes={{ 'aria-pressed': raised }}
      onClick={() => model.raiseHand(!raised)}
    />
  );
}

function menuItems(props: IToolbarProps, trans: TranslationBundle): IMenuItem[] {
  const { model, onDo } = props;
  const { admin, lobby, locks } = model;
  const items: IMenuItem[] = [];
  const add = (action: Action, item: IMenuItem): void => {
    if (model.can(action)) {
      items.push(item);
    }
  };
  add('start', { label: trans.__('Start interview'), onSelect: () => onDo(admin.start()) });
  add('lock', {
    label: trans.__('Lobby: newcomers wait'),
    checked: lobby,
    onSelect: () => onDo(admin.setLobby(!lobby))
  });
  add('lock', {
    label: trans.__('Lock editing'),
    checked: locks.editing,
    onSelect: () => onDo(admin.setLocks({ editing: !locks.editing }))
  });
  add('lock', {
    label: trans.__('Lock runs'),
    checked: locks.runs,
    onSelect: () => onDo(admin.setLocks({ runs: !locks.runs }))
  });
  add(model.keptBy === 'browser' ? 'rename' : 'lock', {
    label: trans.__('Show the last value (Python)'),
    checked: model.showValues,
    onSelect: () => onDo(admin.setShowValues(!model.showValues))
  });
  const { possible, attachment } = model.attaching;
  if (props.onAttach && possible) {
    add('attach', { label: trans.__('Attach to a file…'), onSelect: props.onAttach });
    if (attachment !== null) {
      add('attach', {
        label: trans.__('Detach from the file'),
        onSelect: () => onDo(model.attaching.detach())
      });
    }
  }
  add('reopen', { label: trans.__('Reopen interview'), onSelect: () => onDo(admin.reopen()) });
  add('end', { label: trans.__('End interview…'), danger: true, onSelect: props.onEnd });
  add('delete', { label: trans.__('Delete interview…'), danger: true, onSelect: props.onDelete });
  return items;
}

function LanguagePicker(props: { model: IInterviewModel }): JSX.Element {
  const { model } = props;
  const trans = useTrans();
  return (
    <select
      className="jpi-Select"
      aria-label={trans.__('Language')}
      title={trans.__('Language, the same for everyone here')}
      value={model.language}
      disabled={model.connection === 'closed' || !model.can('language')}
      onChange={event => model.setLanguage(event.target.value as Language)}
    >
      {model.languages.map(language => (
        <option key={language} value={language}>
          {languageName(language)}
        </option>
      ))}
    </select>
  );
}

function withKeys(words: string, keys: string): string {
  return keys === '' ? words : `${words} (${keys})`;
}
