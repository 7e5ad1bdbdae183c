/** A live interview: the same panel in JupyterLab and on the pages without it. */
import * as React from 'react';
import type { IBuffer } from '../../model/document/buffers';
import type { IInterviewModel } from '../../model/interview';
import { SplitView } from '../../ui/split-view';
import { useTrans } from '../../ui/translation';
import { AttachedFile } from '../attach/attached-file';
import type { IFiles } from '../attach/file-browser';
import { LostFile } from '../attach/lost-file';
import { Copies } from '../copies/copies';
import { hasMore } from '../copies/difference';
import { CodeEditor } from '../editor/code-editor';
import type { ICodePosition } from '../editor/code-positions';
import type { EditorBackend } from '../editor/editor-backend';
import { fullSentence } from '../editor/full-sentence';
import type { IRefusedEdit } from '../editor/text-limit';
import { OutputPane } from '../output/output-pane';
import { People } from '../people/people';
import type { IInviteActions } from '../share/invite-actions';
import { useModel } from '../use-model';
import { sentence } from '../wording';
import { Notices } from './notices';
import { PanelDialogs } from './panel-dialogs';
import type { PanelDialog } from './panel-dialogs';
import { Status } from './status';
import { Toolbar } from './toolbar';
import type { IRunKeys } from './toolbar';
import { useLeaving } from './use-leaving';
import { WaitingRoom } from './waiting-room';

export interface IInterviewPanelProps {
  model: IInterviewModel;
  editor: EditorBackend;
  invites: IInviteActions;
  /** The address that opens this in another tab, where no invites do; else null. */
  link: string | null;
  /** Where the page has them; elsewhere nothing is said of attaching. */
  files: IFiles | null;
  keys: IRunKeys;
  /** Opens the interview anew after its connection was closed for good. */
  onReconnect: () => void;
  dialog: PanelDialog | null;
  onDialog: (dialog: PanelDialog | null) => void;
}

export function InterviewPanel(props: IInterviewPanelProps): JSX.Element {
  const { model } = props;
  useModel(model);
  useLeaving(model);
  return (
    <div
      className="jpi-InterviewPanel"
      data-session={model.sessionId}
      // With it, Lab's editor leaves Mod-Enter to whoever runs code.
      data-jp-code-runner
    >
      {model.connection === 'waiting' ? <WaitingRoom model={model} /> : <Inside {...props} />}
    </div>
  );
}

function Inside(props: IInterviewPanelProps): JSX.Element {
  const { model, files, onDialog } = props;
  // What is typed from then on would reach nobody.
  const closed = model.connection === 'closed';
  const trans = useTrans();
  const [failure, setFailure] = React.useState<string | null>(null);
  const attempt = (action: Promise<void>): void => {
    action.then(
      () => setFailure(null),
      reason => setFailure(sentence(reason))
    );
  };
  const onAnswer = React.useCallback((line: string | null) => model.input.answer(line), [model]);
  // A new object each time, so that the same line can be gone to again.
  const [position, setPosition] = React.useState<ICodePosition | null>(null);
  // Said until the next edit, or until another text is shown.
  const [full, setFull] = React.useState<string | null>(null);
  const onFull = React.useCallback(
    (edit: IRefusedEdit) => setFull(fullSentence(edit, trans)),
    [trans]
  );
  const onEdited = React.useCallback(() => setFull(null), []);
  React.useEffect(() => setFull(null), [model.buffer]);

  const onUnequal = React.useCallback(
    (buffer: IBuffer, shown: string) => {
      if (hasMore(shown, buffer.shared.getSource())) {
        buffer.putAside(shown);
      }
      setFailure(
        trans.__('The editor showed another text than the interview has, and was drawn anew.')
      );
    },
    [trans]
  );

  return (
    <>
      <Toolbar
        model={model}
        keys={props.keys}
        canShare={model.can('invite') || (props.link !== null && !closed)}
        onRename={title => attempt(model.admin.rename(title))}
        onShare={() => onDialog('share')}
        onAttach={files && (() => onDialog({ attach: null }))}
        onEnd={() => onDialog('end')}
        onDelete={() => onDialog('delete')}
        onDo={attempt}
      />
      <div className="jpi-InterviewPanel-people">
        <People model={model} onDo={attempt} />
        <div className="jpi-InterviewPanel-state">
          {files && <AttachedFile model={model} files={files} onDo={attempt} />}
          <Status model={model} />
        </div>
      </div>
      <Notices
        model={model}
        failure={full ?? failure}
        onDismissFailure={() => (full === null ? setFailure(null) : setFull(null))}
        onDo={attempt}
        onReconnect={props.onReconnect}
      />
      {files && (
        <LostFile model={model} onAgain={({ attachment }) => onDialog({ attach: attachment })} />
      )}
      <Copies model={model} />
      {/* Nothing was ever received, and nothing will be: an empty editor would look like it. */}
      {(model.ready || !closed) && (
        <SplitView
          first={
            <CodeEditor
              buffer={model.buffer}
              awareness={model.awareness}
              backend={props.editor}
              readOnly={!model.ready || closed || !model.can('edit')}
              onFull={onFull}
              onEdited={onEdited}
              onUnequal={onUnequal}
              position={position}
            />
          }
          second={
            <OutputPane
              runs={model.runs}
              runner={model.runner}
              language={model.language}
              canRun={!closed && model.can('run')}
              location={model.runLocation.chosen}
              hasLocations={model.runLocation.isOffered}
              runKeys={props.keys.run}
              question={model.input.question}
              onAnswer={onAnswer}
              onPosition={setPosition}
            />
          }
        />
      )}
      <PanelDialogs
        model={model}
        dialog={props.dialog}
        invites={props.invites}
        link={props.link}
        files={files}
        onDo={attempt}
        onClose={() => onDialog(null)}
      />
    </>
  );
}
