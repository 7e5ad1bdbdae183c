/** A live interview: the same panel in JupyterLab and on the pages without it. */
import * as React from 'react';
import type { IInterviewModel } from '../model/interview';
import { ConfirmDialog } from './confirm-dialog';
import { CodeEditor } from './editor/code-editor';
import type { EditorBackend } from './editor/editor-backend';
import { Notices } from './notices';
import { OutputPane } from './output-pane';
import { Participants } from './participants';
import { RescuedText } from './rescued-text';
import { ShareDialog } from './share-dialog';
import type { IInviteActions } from './invite-actions';
import { SplitView } from './split-view';
import { Status } from './status';
import { Toolbar } from './toolbar';
import type { IRunKeys } from './toolbar';
import type { IPlace } from './run-places';
import { useTrans } from './translation';
import { useModel } from './use-model';
import { sentence } from './wording';

/** What the page around the panel may ask it to show over itself. */
export type PanelDialog = 'share' | 'end';

export interface IInterviewPanelProps {
  model: IInterviewModel;
  editor: EditorBackend;
  invites: IInviteActions;
  keys: IRunKeys;
  /** Opens the interview anew after its connection was closed for good. */
  onReconnect: () => void;
  dialog: PanelDialog | null;
  onDialog: (dialog: PanelDialog | null) => void;
}

export function InterviewPanel(props: IInterviewPanelProps): JSX.Element {
  const { model, onDialog } = props;
  // What is typed from then on would reach nobody.
  const closed = model.connection === 'closed';
  useModel(model);
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
  const [place, setPlace] = React.useState<IPlace | null>(null);
  const onFull = React.useCallback(
    () => setFailure(trans.__('The text is at its size limit. Delete something to type on.')),
    [trans]
  );

  return (
    <div
      className="jpi-InterviewPanel"
      data-session={model.sessionId}
      // With it, Lab's editor leaves Mod-Enter to whoever runs code.
      data-jp-code-runner
    >
      <Toolbar
        model={model}
        keys={props.keys}
        onRename={title => attempt(model.rename(title))}
        onShare={() => onDialog('share')}
        onEnd={() => onDialog('end')}
        onReopen={() => attempt(model.reopen())}
      />
      <div className="jpi-InterviewPanel-people">
        <Participants users={model.users} me={model.me} />
        <Status model={model} />
      </div>
      <Notices
        model={model}
        failure={failure}
        onDismissFailure={() => setFailure(null)}
        onReopen={() => attempt(model.reopen())}
        onReconnect={props.onReconnect}
      />
      {model.rescued !== null && (
        <RescuedText text={model.rescued} onDismiss={() => model.dismissRescued()} />
      )}
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
              place={place}
            />
          }
          second={
            <OutputPane
              runs={model.runs}
              runner={model.runner}
              language={model.language}
              canRun={!closed && model.can('run')}
              runKeys={props.keys.run}
              question={model.input.question}
              onAnswer={onAnswer}
              onPlace={setPlace}
            />
          }
        />
      )}
      {props.dialog === 'share' && (
        <ShareDialog title={model.title} invites={props.invites} onClose={() => onDialog(null)} />
      )}
      {props.dialog === 'end' && (
        <ConfirmDialog
          question={{
            title: trans.__('End this interview?'),
            consequence: trans.__(
              'Nobody can edit or run any more, guests are disconnected, and its links stop working. You can still read it, and reopen it later.'
            ),
            verb: trans.__('End interview'),
            danger: true,
            onConfirm: () => attempt(model.end())
          }}
          onClose={() => onDialog(null)}
        />
      )}
    </div>
  );
}
