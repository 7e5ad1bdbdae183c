/** The files of the interview above the editor: one tab each, with the people who are in it. */
import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';
import { isProgram } from '../../contract/languages';
import type { IFile, IUser } from '../../contract/protocol';
import type { IFilesSlice } from '../../model/files/files';
import { FILES_LIMIT } from '../../runner/limits';
import { Button } from '../../ui/button';
import { ColorDot } from '../../ui/color-dot';
import { isRightToLeft } from '../../ui/direction';
import { Icon } from '../../ui/icons';
import { MenuButton, type IMenuItem } from '../../ui/menu-button';
import { Notice } from '../../ui/notice';
import { useTrans } from '../../ui/translation';
import {
  useConnection,
  useDocument,
  useFiles,
  usePeople,
  useSession,
  useWhereabouts
} from '../use-interview';
import { FileNameField } from './file-name-field';
import { nameFault } from './name-fault';
import { chooseFiles, NotText, readText } from './read-files';

/** The file that is being named: a new one, or one by its id. */
type Naming = { file: string | null } | null;

export function FileTabs(props: {
  /** Called when the person has chosen a file in order to go on in it. */
  onChosen: () => void;
}): JSX.Element {
  const { onChosen } = props;
  const files = useFiles();
  const session = useSession();
  const trans = useTrans();
  const isOnline = useConnection().state === 'online';
  const text = useDocument();
  const [naming, setNaming] = React.useState<Naming>(null);
  const [fault, setFault] = React.useState<string | null>(null);
  const { folder, current } = files;
  const { entered } = files;
  const latest = React.useRef({ entered, onChosen });
  latest.current.onChosen = onChosen;
  React.useEffect(() => {
    if (entered !== latest.current.entered) {
      latest.current.entered = entered;
      latest.current.onChosen();
    }
  }, [entered]);
  const bar = React.useRef<HTMLDivElement>(null);
  const losesFocus = React.useRef(false);
  React.useLayoutEffect(() => {
    if (naming === null && losesFocus.current) {
      losesFocus.current = false;
      bar.current?.querySelector<HTMLElement>('[role=tab][aria-selected=true]')?.focus();
    }
  }, [naming]);
  const mayChange = isOnline && session.can('files');
  // Somebody may have removed the file meanwhile.
  const isNaming =
    naming !== null && (naming.file === null || folder.files.some(({ id }) => id === naming.file));

  const field = (file: IFile | null): JSX.Element => (
    <FileNameField
      key={file?.id ?? 'new'}
      label={
        file === null ? trans.__('Name of the new file') : trans.__('New name of %1', file.name)
      }
      name={file?.name ?? ''}
      fault={name => {
        const others = folder.files.filter(other => other !== file);
        return nameFault(
          name,
          others.map(other => other.name),
          trans
        );
      }}
      onFault={setFault}
      onDone={(name, hasLeft) => {
        losesFocus.current = !hasLeft;
        setNaming(null);
        if (name !== null && file === null) {
          files.add(name);
        } else if (name !== null && file !== null) {
          files.rename(file.id, name);
        }
      }}
    />
  );
  const upload = async (): Promise<void> => {
    const given = await chooseFiles();
    const faults: string[] = [];
    // These files are requested, and are there once the server has answered.
    const names = files.folder.files.map(other => other.name);
    let left = text.bytesLeft;
    for (const chosen of given) {
      const wrong =
        names.length >= FILES_LIMIT
          ? trans.__('An interview may have at most %1 files.', FILES_LIMIT)
          : (nameFault(chosen.name, names, trans) ??
            (chosen.size > left
              ? trans.__('%1 is too long for this interview.', chosen.name)
              : null));
      if (wrong !== null) {
        faults.push(wrong);
        continue;
      }
      try {
        const { name, text: read } = await readText(chosen);
        files.add(name, read);
        names.push(name.normalize('NFC'));
        left -= chosen.size;
      } catch (problem) {
        faults.push(
          problem instanceof NotText
            ? trans.__('%1 is not text in UTF-8, and only text can be added.', chosen.name)
            : trans.__('%1 could not be read.', chosen.name)
        );
      }
    }
    setFault(faults.length > 0 ? [...new Set(faults)].join(' ') : null);
  };

  return (
    <div className="jpi-Files">
      <div className="jpi-Files-bar">
        <div
          ref={bar}
          className="jpi-Files-tabs"
          // A list of tabs has no field in it.
          role={isNaming ? 'group' : 'tablist'}
          aria-label={trans.__('Files')}
          onKeyDown={event => !isNaming && moveAlong(event, files)}
        >
          {folder.files.map(file =>
            naming?.file === file.id ? (
              field(file)
            ) : (
              <Tab
                key={file.id}
                file={file}
                isTab={!isNaming}
                mayOrder={mayChange}
                onChosen={() => {
                  files.look(file.id);
                  onChosen();
                }}
                onName={() => mayChange && setNaming({ file: file.id })}
                onDropped={moved => files.order(moveBefore(folder.files, moved, file.id))}
              />
            )
          )}
          {naming?.file === null && field(null)}
        </div>
        {mayChange && (
          <span className="jpi-Files-tools">
            <AddMenu
              isFull={folder.files.length >= FILES_LIMIT}
              onNew={() => setNaming({ file: null })}
              onUpload={() => void upload()}
              onRestore={id => files.restore(id)}
              removed={folder.removed}
            />
            <MenuButton
              label={trans.__('Actions for %1', current.name)}
              className="jpi-mod-small"
              items={itemsOf(files, session.can('show'), trans, () =>
                setNaming({ file: current.id })
              )}
            />
          </span>
        )}
      </div>
      {fault !== null && (
        <Notice kind="error" icon="alert" role="alert" onDismiss={() => setFault(null)}>
          {fault}
        </Notice>
      )}
    </div>
  );
}

function Tab(props: {
  file: IFile;
  /** One of a list of tabs, or else a button. */
  isTab: boolean;
  mayOrder: boolean;
  onChosen: () => void;
  onName: () => void;
  /** Called when the file with this id is dropped on this tab. */
  onDropped: (moved: string) => void;
}): JSX.Element {
  const { file, isTab, mayOrder } = props;
  const files = useFiles();
  const trans = useTrans();
  const here = usePeopleIn(file.id);
  const isCurrent = files.current.id === file.id;
  const isEntry = files.folder.entry === file.id;
  const tab = React.useRef<HTMLButtonElement>(null);
  React.useLayoutEffect(() => {
    if (isCurrent) {
      showIn(tab.current?.parentElement, tab.current);
    }
  }, [isCurrent]);
  const names = here.map(({ name }) => name).join(', ');
  const title = [
    file.name,
    ...(names === '' ? [] : [trans.__('Here: %1', names)]),
    ...(isEntry ? [trans.__('Run runs this file')] : [])
  ].join('\n');
  return (
    <button
      ref={tab}
      type="button"
      role={isTab ? 'tab' : undefined}
      className="jpi-Files-tab"
      aria-selected={isTab ? isCurrent : undefined}
      aria-current={isTab ? undefined : isCurrent}
      tabIndex={isCurrent ? 0 : -1}
      title={title}
      draggable={mayOrder}
      onClick={props.onChosen}
      onDoubleClick={props.onName}
      onKeyDown={event => event.key === 'F2' && props.onName()}
      onDragStart={event => {
        event.dataTransfer.setData(DRAGGED, file.id);
        event.dataTransfer.effectAllowed = 'move';
      }}
      onDragOver={event => {
        if (mayOrder && event.dataTransfer.types.includes(DRAGGED)) {
          event.preventDefault();
        }
      }}
      onDrop={event => {
        const moved = event.dataTransfer.getData(DRAGGED);
        if (moved !== '' && moved !== file.id) {
          event.preventDefault();
          props.onDropped(moved);
        }
      }}
    >
      {isEntry && <Icon name="play" className="jpi-Files-entry" />}
      <span className="jpi-Files-label">{file.name}</span>
      {isEntry && <span className="jpi-mod-offscreen">{trans.__('Run runs this file')}</span>}
      {here.length > 0 && (
        <span className="jpi-Files-people">
          {here.slice(0, MOST_DOTS).map(user => (
            <ColorDot key={user.id} color={user.color} />
          ))}
          <span className="jpi-mod-offscreen">{trans.__('Here: %1', names)}</span>
        </span>
      )}
    </button>
  );
}

function AddMenu(props: {
  isFull: boolean;
  removed: readonly IFile[];
  onNew: () => void;
  onUpload: () => void;
  onRestore: (id: string) => void;
}): JSX.Element {
  const { isFull, onNew, onUpload, onRestore } = props;
  const trans = useTrans();
  const label = trans.__('Add a file');
  if (isFull) {
    const tooltip = trans.__('An interview may have at most %1 files.', FILES_LIMIT);
    return (
      <Button
        label={label}
        icon="add"
        iconOnly
        look="quiet"
        className="jpi-mod-small"
        disabled
        tooltip={tooltip}
      />
    );
  }
  const removed = [...props.removed].reverse().slice(0, MOST_REMOVED);
  return (
    <MenuButton
      label={label}
      icon="add"
      className="jpi-mod-small"
      items={[
        { label: trans.__('New file'), onSelect: onNew },
        { label: trans.__('From this computer…'), onSelect: onUpload },
        ...removed.map(({ id, name }) => ({
          label: trans.__('Bring back %1', name),
          onSelect: () => onRestore(id)
        }))
      ]}
    />
  );
}

function itemsOf(
  files: IFilesSlice,
  mayShow: boolean,
  trans: TranslationBundle,
  onName: () => void
): IMenuItem[] {
  const { current, folder } = files;
  const ids = folder.files.map(({ id }) => id);
  const place = ids.indexOf(current.id);
  const isEntry = folder.entry === current.id;
  const several = ids.length > 1;
  const items: (IMenuItem | false)[] = [
    { label: trans.__('Rename…'), onSelect: onName },
    several &&
      mayShow && {
        label: trans.__('Show this file to everybody'),
        onSelect: () => files.showEverybody()
      },
    several &&
      isProgram(current.language) && {
        label: trans.__('Always run this file'),
        checked: isEntry,
        onSelect: () => files.choose(isEntry ? null : current.id)
      },
    place > 0 && {
      label: trans.__('Move before %1', folder.files[place - 1].name),
      onSelect: () => files.order(moveBefore(folder.files, current.id, ids[place - 1]))
    },
    place < ids.length - 1 && {
      label: trans.__('Move after %1', folder.files[place + 1].name),
      onSelect: () => files.order(moveBefore(folder.files, ids[place + 1], current.id))
    },
    several && {
      label: trans.__('Remove'),
      danger: true,
      onSelect: () => files.remove(current.id)
    }
  ];
  return items.filter(item => item !== false);
}

/** Scrolls a row until one of its tabs is seen, and nothing around the row. */
function showIn(row: HTMLElement | null | undefined, tab: HTMLElement | null): void {
  if (row && tab) {
    const [from, to] = [tab.offsetLeft, tab.offsetLeft + tab.offsetWidth];
    row.scrollLeft = Math.min(from, Math.max(row.scrollLeft, to - row.clientWidth));
  }
}

/** The other people whose caret is in this file. */
function usePeopleIn(file: string): IUser[] {
  const whereabouts = useWhereabouts();
  const { list, me } = usePeople();
  return list.filter(({ id }) => id !== me?.id && whereabouts.get(id) === file);
}

/** The ids in an order in which `moved` takes the place of `other`. */
export function moveBefore(files: readonly IFile[], moved: string, other: string): string[] {
  const ids = files.map(({ id }) => id);
  const goesRight = ids.indexOf(moved) < ids.indexOf(other);
  const rest = ids.filter(id => id !== moved);
  rest.splice(rest.indexOf(other) + (goesRight ? 1 : 0), 0, moved);
  return rest;
}

/** Goes along the tabs by the arrow keys, Home and End, as in any list of tabs. */
function moveAlong(event: React.KeyboardEvent<HTMLElement>, files: IFilesSlice): void {
  const ids = files.folder.files.map(({ id }) => id);
  const at = ids.indexOf(files.current.id);
  const right = isRightToLeft(event.currentTarget) ? -1 : 1;
  const next = {
    ArrowRight: (at + right + ids.length) % ids.length,
    ArrowLeft: (at - right + ids.length) % ids.length,
    Home: 0,
    End: ids.length - 1
  }[event.key];
  if (next !== undefined && event.target instanceof HTMLButtonElement) {
    event.preventDefault();
    files.look(ids[next]);
    event.currentTarget.querySelectorAll<HTMLElement>('[role=tab]')[next]?.focus();
  }
}

const DRAGGED = 'application/x-interview-file';
const MOST_DOTS = 3;
const MOST_REMOVED = 8;
