/** How a person likes their editor, as far as JupyterLab does not say it. Each choice holds at once. */
import * as React from 'react';
import { Button } from '../../ui/button';
import { Modal } from '../../ui/modal';
import { Notice } from '../../ui/notice';
import { useTrans } from '../../ui/translation';
import { sentence } from '../sentences';
import { FONT_SIZES, TAB_SIZES } from './editor-settings';
import type { IEditorSettingsSource, IOwnSettings, KeyMap } from './editor-settings';

export function SettingsDialog(props: {
  source: IEditorSettingsSource;
  onClose: () => void;
}): JSX.Element {
  const { source, onClose } = props;
  const trans = useTrans();
  const [failure, setFailure] = React.useState<string | null>(null);
  React.useSyncExternalStore(source.follow, () => source.current);
  const { own, lab } = source;
  const { fontSize, tabSize, keyMap } = own.current;
  const change = (part: Partial<IOwnSettings>): void => {
    Promise.resolve(own.change(part)).then(
      () => setFailure(null),
      reason => setFailure(sentence(reason, trans))
    );
  };
  const box = (name: 'wrap' | 'closeBrackets', label: string): JSX.Element | null => {
    const checked = own.current[name];
    return checked === undefined ? null : (
      <label className="jpi-EditorSettings-box">
        <input
          type="checkbox"
          checked={checked}
          onChange={event => change({ [name]: event.target.checked })}
        />
        {label}
      </label>
    );
  };
  return (
    <Modal title={trans.__('Editor settings')} onClose={onClose} className="jpi-mod-small">
      <div className="jpi-EditorSettings">
        {fontSize !== undefined && (
          <Choice
            label={trans.__('Font size')}
            value={fontSize}
            choices={FONT_SIZES.map(size => [size, trans.__('%1 px', size)])}
            onChange={value => change({ fontSize: Number(value) })}
          />
        )}
        {tabSize !== undefined && (
          <Choice
            label={trans.__('Tab size')}
            value={tabSize}
            choices={TAB_SIZES.map(size => [size, trans.__('%1 spaces', size)])}
            onChange={value => change({ tabSize: Number(value) })}
          />
        )}
        {keyMap !== undefined && (
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
        )}
      </div>
      {box('wrap', trans.__('Wrap long lines'))}
      {box('closeBrackets', trans.__('Close brackets and quotes'))}
      {failure !== null && (
        <Notice kind="error" icon="cross" onDismiss={() => setFailure(null)}>
          {failure}
        </Notice>
      )}
      <p className="jpi-Muted">
        {lab === null
          ? trans.__('For you alone, kept in this browser. Python is always indented by 4 spaces.')
          : trans.__(
              'For you alone, in interviews. Everything else is as in JupyterLab’s text editor: font, tab size, wrapping.'
            )}
      </p>
      {lab?.show && (
        <footer className="jpi-Modal-footer">
          <Button
            label={trans.__('Text editor of JupyterLab…')}
            onClick={() => {
              onClose();
              lab.show?.();
            }}
          />
        </footer>
      )}
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
