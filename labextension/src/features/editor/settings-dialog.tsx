/** How a person likes their editor, where the page has no settings of its own. Each choice holds at once. */
import * as React from 'react';
import { Modal } from '../../ui/modal';
import { useTrans } from '../../ui/translation';
import { FONT_SIZES, TAB_SIZES } from './editor-settings';
import type { IEditorSettingsSource, IOwnSettings, KeyMap } from './editor-settings';

export function SettingsDialog(props: {
  source: IEditorSettingsSource;
  onClose: () => void;
}): JSX.Element | null {
  const { source, onClose } = props;
  const trans = useTrans();
  React.useSyncExternalStore(source.follow, () => source.current);
  if (source.own === null) {
    return null;
  }
  const { current, change } = source.own;
  const { fontSize, tabSize, keyMap } = current;
  const box = (name: 'wrap' | 'closeBrackets', label: string): JSX.Element => (
    <label className="jpi-EditorSettings-box">
      <input
        type="checkbox"
        checked={current[name]}
        onChange={event => change({ [name]: event.target.checked })}
      />
      {label}
    </label>
  );
  return (
    <Modal title={trans.__('Editor settings')} onClose={onClose} className="jpi-mod-small">
      <div className="jpi-EditorSettings">
        <Choice
          label={trans.__('Font size')}
          value={fontSize}
          choices={FONT_SIZES.map(size => [size, trans.__('%1 px', size)])}
          onChange={value => change({ fontSize: Number(value) })}
        />
        <Choice
          label={trans.__('Tab size')}
          value={tabSize}
          choices={TAB_SIZES.map(size => [size, trans.__('%1 spaces', size)])}
          onChange={value => change({ tabSize: Number(value) })}
        />
        <Choice
          label={trans.__('Keys')}
          value={keyMap}
          choices={[
            ['standard', trans.__('Standard')],
            ['vim', 'Vim'],
            ['emacs', 'Emacs']
          ]}
          onChange={value => change({ keyMap: value as KeyMap } satisfies Partial<IOwnSettings>)}
        />
      </div>
      {box('wrap', trans.__('Wrap long lines'))}
      {box('closeBrackets', trans.__('Close brackets and quotes'))}
      <p className="jpi-Muted">
        {trans.__('For you alone, kept in this browser. Python is always indented by 4 spaces.')}
      </p>
    </Modal>
  );
}

function Choice(props: {
  label: string;
  value: string | number;
  choices: readonly (readonly [value: string | number, label: string])[];
  onChange: (value: string) => void;
}): JSX.Element {
  return (
    <label className="jpi-Field">
      {props.label}
      <select
        className="jpi-Select"
        value={props.value}
        onChange={event => props.onChange(event.target.value)}
      >
        {props.choices.map(([value, label]) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </select>
    </label>
  );
}
