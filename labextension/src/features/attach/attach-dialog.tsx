/** Asks which file the interview is to be attached to, and whose text stays where both have one. */
import * as React from 'react';
import type { INewAttachment } from '../../contract/protocol';
import { InterviewError } from '../../model/ports';
import { Button } from '../../ui/button';
import { HAS_FOCUS_FIRST, Modal } from '../../ui/modal';
import { useTrans } from '../../ui/translation';
import { useAttachment, useSession } from '../use-interview';
import { sentence } from '../sentences';
import { shownTitle } from '../wording';
import { folderOf, leadsSomewhere, nameOf, proposedPath } from './file-browser';
import type { IFiles } from './file-browser';

export interface IAttachTarget {
  path: string;
  /** Null: the whole file, which may still be another one. */
  cellId: string | null;
}

export interface IAttachDialogProps {
  files: IFiles;
  /** The proposed path; null for a new file. */
  target: IAttachTarget | null;
  onClose: () => void;
}

export function AttachDialog(props: IAttachDialogProps): JSX.Element {
  const { files, target, onClose } = props;
  const session = useSession();
  const attachment = useAttachment();
  const cellId = target?.cellId ?? null;
  const trans = useTrans();
  const title = shownTitle(session.title, trans);
  const [path, setPath] = React.useState(
    () => target?.path ?? proposedPath(files.folder(), title, session.language)
  );
  const field = React.useRef<HTMLInputElement>(null);
  const [problem, setProblem] = React.useState<string | null>(null);
  const [differs, setDiffers] = React.useState(false);
  const [busy, setBusy] = React.useState(false);

  const attach = async (keep: INewAttachment['keep'], written = path): Promise<void> => {
    setPath(written);
    setBusy(true);
    try {
      await attachment.attach({ path: written, cellId, keep });
      onClose();
    } catch (reason) {
      setBusy(false);
      const asks = reason instanceof InterviewError && reason.code === 'texts_differ';
      setDiffers(asks);
      setProblem(asks ? null : sentence(reason, trans));
    }
  };

  if (differs) {
    return (
      <Modal title={trans.__('Which text shall stay?')} onClose={onClose}>
        <p>
          {trans.__(
            'The interview and “%1” have different texts. Both will have the one you keep; the other is replaced.',
            nameOf(path)
          )}
        </p>
        <footer className="jpi-Modal-footer">
          <Button label={trans.__('Cancel')} onClick={onClose} />
          <Button
            label={trans.__('Keep the file’s text')}
            disabled={busy}
            onClick={() => void attach('file')}
          />
          <Button
            label={trans.__('Keep the interview’s text')}
            disabled={busy}
            onClick={() => void attach('interview')}
          />
        </footer>
      </Modal>
    );
  }
  return (
    <Modal
      title={cellId !== null ? trans.__('Attach to this cell?') : trans.__('Attach to a file')}
      onClose={onClose}
      className="jpi-mod-small"
    >
      <form
        className="jpi-Attach"
        onSubmit={event => {
          event.preventDefault();
          // It may have been filled in without events that React hears.
          void attach(null, field.current?.value);
        }}
      >
        <p>
          {cellId !== null
            ? trans.__(
                'What is typed in “%1” is typed in this cell of “%2”, and the other way round. Only you know of it.',
                title,
                nameOf(path)
              )
            : trans.__(
                'What is typed here is typed in the file, and the other way round. A file that is not there is made. Only you know of it.'
              )}
        </p>
        {cellId === null && <PathField {...{ files, path, field }} onChange={setPath} />}
        <div role="alert" className="jpi-Attach-problem">
          {problem}
        </div>
        <footer className="jpi-Modal-footer">
          <Button label={trans.__('Cancel')} onClick={onClose} />
          <Button label={trans.__('Attach')} type="submit" look="primary" disabled={busy} />
        </footer>
      </form>
    </Modal>
  );
}

function PathField(props: {
  files: IFiles;
  path: string;
  field: React.RefObject<HTMLInputElement>;
  onChange: (path: string) => void;
}): JSX.Element {
  const { files, path, onChange } = props;
  const trans = useTrans();
  const listId = React.useId();
  const proposals = useFilesBeside(files, path);
  return (
    <label>
      {trans.__('Path in your files')}
      <input
        ref={props.field}
        className="jpi-Input"
        required
        {...HAS_FOCUS_FIRST}
        spellCheck={false}
        maxLength={1024}
        list={listId}
        value={path}
        onChange={event => onChange(event.target.value)}
      />
      <datalist id={listId}>
        {proposals.map(proposal => (
          <option key={proposal} value={proposal} />
        ))}
      </datalist>
      <small>{trans.__('A program, such as .py, .js, .ts or .rb, or .ipynb')}</small>
    </label>
  );
}

/**
 * The files that can be chosen in the folder of this path. Folders that were not seen to exist may
 * be half typed, so nothing is requested about them.
 */
function useFilesBeside(files: IFiles, path: string): string[] {
  const folder = folderOf(path);
  const [seen, setSeen] = React.useState<string[]>([]);
  const known = folder === '' || folder === files.folder() || seen.includes(`${folder}/`);
  React.useEffect(() => {
    if (!known) {
      return;
    }
    let current = true;
    void files
      .inside(folder)
      .catch(() => [])
      .then(inside => {
        if (current) {
          setSeen(before => [...new Set([...before, ...inside])]);
        }
      });
    return () => {
      current = false;
    };
  }, [files, folder, known]);
  return seen.filter(leadsSomewhere).sort();
}
