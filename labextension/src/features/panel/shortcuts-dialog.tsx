/** The keys of the panel and of its editor, as they are on this machine. */
import * as React from 'react';
import { Modal } from '../../ui/modal';
import { Shortcuts } from '../../ui/shortcuts';
import { useTrans } from '../../ui/translation';
import type { IEditorSettingsSource } from '../editor/editor-settings';
import { useSession } from '../use-interview';
import { IS_MAC } from './panel-keys';
import type { IShownKeys } from './toolbar';

export function ShortcutsDialog(props: {
  keys: IShownKeys;
  settings: IEditorSettingsSource;
  onClose: () => void;
}): JSX.Element {
  const { keys, settings } = props;
  const trans = useTrans();
  const session = useSession();
  const { keyMap } = settings.current;
  const groups: [title: string, lines: [keys: string, what: string][]][] = [
    [
      trans.__('Interview'),
      [
        [keys.run, trans.__('Run')],
        [keys.tests, trans.__('Run the visible tests')],
        [keys.stop, trans.__('Stop')],
        [session.can('notes') ? keys.note : '', trans.__('Write a note')],
        [shown('Mod+S'), trans.__('Is everything saved?')],
        [session.can('look_back') ? keys.lookBack : '', trans.__('Look back')],
        [keys.shortcuts, trans.__('This list')],
        [trans.__('Escape, then Tab'), trans.__('Leave the editor')]
      ]
    ],
    [
      trans.__('Edit'),
      [
        [shown('Mod+/'), trans.__('Comment or uncomment')],
        [shown('Shift+Alt+A'), trans.__('Block comment')],
        ['Tab', trans.__('Indent')],
        [shown('Shift+Tab'), trans.__('Outdent')],
        [shown('Mod+Shift+K'), trans.__('Delete the line')],
        [shown('Alt+↑ ↓'), trans.__('Move the line')],
        [shown('Shift+Alt+↑ ↓'), trans.__('Copy the line')],
        [shown('Mod+Z'), trans.__('Undo your own edits')],
        [shown(IS_MAC ? 'Mod+Shift+Z' : 'Mod+Y'), trans.__('Redo')]
      ]
    ],
    [
      trans.__('Completion'),
      [
        ['Ctrl+Space', trans.__('Show suggestions')],
        ['Tab', trans.__('Accept the first')],
        [trans.__('↑ ↓, then Enter'), trans.__('Choose another')]
      ]
    ],
    [
      trans.__('Select and find'),
      [
        [shown('Mod+D'), trans.__('Select the next occurrence')],
        [shown('Mod+Shift+L'), trans.__('Select all occurrences')],
        [shown('Mod+Alt+↑ ↓'), trans.__('Add a caret above or below')],
        [shown('Mod+F'), trans.__('Find')],
        [shown('Mod+H'), trans.__('Replace')],
        ['F3', trans.__('Find the next')]
      ]
    ]
  ];
  return (
    <Modal title={trans.__('Keyboard shortcuts')} onClose={props.onClose}>
      {keyMap !== 'standard' && (
        <p>{trans.__('The keys of %1 come before these.', keyMap === 'vim' ? 'Vim' : 'Emacs')}</p>
      )}
      {settings.lab !== null && (
        <p>{trans.__('Shortcuts that you changed in JupyterLab come before these.')}</p>
      )}
      <Shortcuts
        groups={groups.map(([title, lines]) => [title, lines.filter(([keys]) => keys !== '')])}
      />
    </Modal>
  );
}

/** As it stands on the keys of this machine. */
function shown(keys: string): string {
  return IS_MAC
    ? keys.replace('Mod', '⌘').replace('Shift', '⇧').replace('Alt', '⌥').replaceAll('+', ' ')
    : keys.replace('Mod', 'Ctrl');
}
