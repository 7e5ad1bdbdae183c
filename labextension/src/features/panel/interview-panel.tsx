/** A live interview: the same panel in JupyterLab and on the pages without it. */
import * as React from 'react';
import type { IBuffer } from '../../model/document/buffers';
import type { IInterviewModel } from '../../model/interview';
import { SplitView } from '../../ui/split-view';
import { useKeptFocus } from '../../ui/kept-focus';
import { useTrans } from '../../ui/translation';
import { Arrivals } from '../arrivals/arrivals';
import type { ISoundChoice } from '../arrivals/sound-choice';
import { AttachedFile } from '../attach/attached-file';
import type { IFiles } from '../attach/file-browser';
import { LostFile } from '../attach/lost-file';
import { Copies } from '../copies/copies';
import { hasMore } from '../copies/difference';
import type { ICodePosition } from '../editor/code-positions';
import type { EditorBackend } from '../editor/editor-backend';
import { fullSentence } from '../editor/full-sentence';
import { InterviewEditor } from '../editor/interview-editor';
import type { IRefusedEdit } from '../editor/text-limit';
import { FileTabs } from '../files/file-tabs';
import { LateLookBack } from '../look-back/late-look-back';
import { LookAt, type IWhen } from '../look-back/look-at';
import type { ILookBackSource } from '../look-back/look-back-source';
import { LateNotes, useNotesView } from '../notes/late-notes';
import type { INotesView, RemarkPort } from '../notes/notes-props';
import { Output } from '../output/output';
import { AskForName } from '../people/ask-for-name';
import { People } from '../people/people';
import { LateQuestionPanel, useQuestionParts } from '../questions/late-questions';
import type { Markdown } from '../questions/markdown';
import type { IQuestionDesk } from '../questions/question-desk';
import { useQuestionView } from '../questions/question-view';
import { TestKeys } from '../questions/test-keys';
import type { IInviteActions } from '../share/invite-actions';
import { SignalsNote } from '../signals/signals-note';
import { rememberCopies, useAway } from '../signals/use-signals-of-page';
import { Typing } from '../typing';
import {
  InterviewProvider,
  useConnection,
  useDocument,
  useFiles,
  useSession,
  useSignals
} from '../use-interview';
import { sentence } from '../sentences';
import { CopiedFrom } from './copied-from';
import { FollowingNote } from './following-note';
import { Notices } from './notices';
import { PanelDialogs } from './panel-dialogs';
import type { PanelDialog } from './panel-dialogs';
import { SavedNote } from './saved-note';
import { Status } from './status';
import { Toolbar } from './toolbar';
import type { IShownKeys } from './toolbar';
import { useFollowing } from './use-following';
import { useLeaving } from './use-leaving';
import { WaitingRoom } from './waiting-room';

export interface IInterviewPanelProps {
  model: IInterviewModel;
  editor: EditorBackend;
  invites: IInviteActions;
  /** The banks of questions, and how one of them comes into this interview. */
  desk: IQuestionDesk;
  markdown: Markdown;
  /** The notes and scores of whoever holds the interview. */
  remarks: RemarkPort;
  /** The address that opens this in another tab, where no invites do; else null. */
  link: string | null;
  /** The files of the page; without them the panel says nothing of attaching. */
  files: IFiles | null;
  keys: IShownKeys;
  /** Whether this person hears who comes. */
  sound: ISoundChoice;
  /** One goes by another name, from now on and in other interviews. */
  onRenamed: (name: string) => void;
  /** Opens the interview anew after its connection was closed for good. */
  onReconnect: () => void;
  /** The keys for saving were pressed, each time this is another object. */
  saved: object | null;
  /** The keys for running tests were pressed, in the same way. */
  tested: object | null;
  /** The recording, for those who may look back; null on pages without it. */
  past: ILookBackSource | null;
  /** Whether the player is shown, to those who may look back. */
  looksBack: boolean;
  onLookBack: (looksBack: boolean) => void;
  /** The keys for a note were pressed, in the same way. */
  noted: object | null;
  dialog: PanelDialog | null;
  onDialog: (dialog: PanelDialog | null) => void;
}

export function InterviewPanel(props: IInterviewPanelProps): JSX.Element {
  const { model } = props;
  useLeaving(model);
  return (
    <InterviewProvider value={model}>
      <Frame {...props} />
    </InterviewProvider>
  );
}

function Frame(props: Omit<IInterviewPanelProps, 'model'>): JSX.Element {
  const session = useSession();
  const connection = useConnection();
  const notes = useNotesView(props.noted);
  const { looksBack, onLookBack } = props;
  const mayLookBack = props.past !== null && session.can('look_back') && session.state !== 'draft';
  const [when, setWhen] = React.useState<IWhen | null>(null);
  const lookAt = React.useCallback(
    (wanted: IWhen): void => {
      setWhen({ ...wanted });
      onLookBack(true);
    },
    [onLookBack]
  );
  // Whoever opens the player by its own button begins where everybody does.
  React.useEffect(() => {
    if (!looksBack) {
      setWhen(null);
    }
  }, [looksBack]);
  const signals = useSignals();
  const panel = React.useRef<HTMLDivElement>(null);
  useKeptFocus(panel);
  return (
    <div
      {...rememberCopies(signals)}
      ref={panel}
      className="jpi-InterviewPanel"
      data-session={session.id}
      // With it, Lab's editor leaves Mod-Enter to the command that runs code.
      data-jp-code-runner
    >
      {connection.state === 'waiting' ? (
        <WaitingRoom onRenamed={props.onRenamed} />
      ) : (
        <div className="jpi-BesideNotes">
          <div className="jpi-BesideNotes-panel">
            <Inside {...props} notes={notes} mayLookBack={mayLookBack} when={when} />
          </div>
          {notes && (
            <LookAt.Provider value={mayLookBack ? lookAt : null}>
              <LateNotes view={notes} port={props.remarks} markdown={props.markdown} />
            </LookAt.Provider>
          )}
        </div>
      )}
    </div>
  );
}

function Inside(
  props: Omit<IInterviewPanelProps, 'model'> & {
    notes: INotesView | null;
    mayLookBack: boolean;
    /** The moment that is to be looked back at, if somebody has named one. */
    when: IWhen | null;
  }
): JSX.Element {
  const { files: drive, mayLookBack, onDialog } = props;
  const session = useSession();
  const text = useDocument();
  const files = useFiles();
  const closed = useConnection().state === 'closed';
  const questions = useQuestionView();
  const { question } = questions;
  useQuestionParts();
  useAway();
  const trans = useTrans();
  const following = useFollowing();
  const { settings } = props.editor;
  const [typing] = React.useState(() => new Typing());
  const isTyping = React.useCallback(() => typing.isNow, [typing]);
  const [failure, setFailure] = React.useState<string | null>(null);
  const attempt = (action: Promise<void>): void => {
    action.then(
      () => setFailure(null),
      reason => setFailure(sentence(reason, trans))
    );
  };
  // A new object each time, so that the same line can be gone to again.
  const [position, setPosition] = React.useState<ICodePosition | null>(null);
  const onPosition = React.useCallback(
    (there: ICodePosition) => {
      const file = files.folder.files.find(({ name }) => name === there.file);
      if (file !== undefined) {
        files.look(file.id);
        setPosition({ ...there });
      }
    },
    [files]
  );
  const looksBack = props.looksBack && mayLookBack;
  const list = React.useRef<HTMLDivElement>(null);
  // And each time somebody chooses a file.
  const [focus, setFocus] = React.useState<object | null>(null);
  // The refusal of a paste, which is shown until the next edit or until another text is shown.
  const [full, setFull] = React.useState<string | null>(null);
  const onFull = React.useCallback(
    (edit: IRefusedEdit) => setFull(fullSentence(edit, trans)),
    [trans]
  );
  const onEdited = React.useCallback(() => setFull(null), []);
  React.useEffect(() => setFull(null), [text.shown]);

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
      {looksBack && props.past && (
        <LateLookBack
          source={props.past}
          editor={props.editor}
          isLive={session.state === 'live'}
          when={props.when}
          onBack={() => {
            props.onLookBack(false);
            setFocus({});
          }}
        />
      )}
      {/* It goes on underneath, and is as it was when somebody comes back to it. */}
      <div className="jpi-InterviewPanel-now" hidden={looksBack}>
        <Toolbar
          keys={props.keys}
          sound={props.sound}
          canShare={session.can('invite') || (props.link !== null && !closed)}
          onShare={() => onDialog('share')}
          questions={questions}
          onQuestions={() => onDialog('questions')}
          notes={props.notes}
          onAttach={drive && (() => onDialog({ attach: null }))}
          onSettings={() => onDialog('settings')}
          onShortcuts={() => onDialog('shortcuts')}
          onLookBack={mayLookBack ? () => props.onLookBack(true) : null}
          onAnnounce={() => onDialog('announce')}
          onSignals={() => onDialog('signals')}
          onTakeAway={() => onDialog('take')}
          onEnd={() => onDialog('end')}
          onDelete={() => onDialog('delete')}
          onDo={attempt}
        />
        <div className="jpi-InterviewPanel-people" ref={list}>
          <People
            following={following.whom}
            onFollow={following.follow}
            onDo={attempt}
            onChangeName={() => onDialog('name')}
          />
          <div className="jpi-InterviewPanel-state">
            {drive && <AttachedFile files={drive} onDo={attempt} />}
            <CopiedFrom past={props.past} />
            <SignalsNote onOpen={() => onDialog('signals')} />
            <Status />
          </div>
        </div>
        <Notices
          failure={full ?? failure}
          onDismissFailure={() => (full === null ? setFailure(null) : setFull(null))}
          onDo={attempt}
          onReconnect={props.onReconnect}
        />
        {!closed && <AskForName onAsk={() => onDialog('name')} />}
        {drive && <LostFile onAgain={({ attachment }) => onDialog({ attach: attachment })} />}
        <Copies />
        <TestKeys asked={props.tested} view={questions} />
        {/* An editor that never gets a text would look like an empty interview. */}
        {(text.ready || !closed) && (
          <SplitView
            className="jpi-mod-outer"
            label={trans.__('Resize question and editor')}
            shows={question === null ? 'second' : questions.isFolded ? 'folded' : 'both'}
            percent={questions.percent}
            onMoved={questions.resize}
            first={
              question && (
                <LateQuestionPanel
                  view={questions}
                  markdown={props.markdown}
                  onPosition={onPosition}
                />
              )
            }
            second={
              <SplitView
                label={trans.__('Resize editor and output')}
                first={
                  <div className="jpi-EditorPane">
                    {text.ready && (
                      <FileTabs
                        onChosen={() => {
                          following.end();
                          setFocus({});
                        }}
                      />
                    )}
                    <div
                      className="jpi-EditorPane-editor"
                      role={text.ready ? 'tabpanel' : undefined}
                      aria-label={text.ready ? files.current.name : undefined}
                    >
                      <InterviewEditor
                        backend={props.editor}
                        position={position}
                        focus={focus}
                        typing={typing}
                        followed={following.whom?.id ?? null}
                        onOwnInput={following.end}
                        onProblem={setFailure}
                        onFull={onFull}
                        onEdited={onEdited}
                        onUnequal={onUnequal}
                      />
                      <div className="jpi-EditorNotes">
                        <FollowingNote following={following} />
                        <SavedNote asked={props.saved} />
                      </div>
                    </div>
                  </div>
                }
                second={
                  <Output runKeys={props.keys.run} onPosition={onPosition} isTyping={isTyping} />
                }
              />
            }
          />
        )}
      </div>
      <Arrivals
        sound={props.sound}
        onShow={({ id }) => personIn(list.current, id)?.focus()}
        onDo={attempt}
      />
      <PanelDialogs
        dialog={props.dialog}
        invites={props.invites}
        link={props.link}
        files={drive}
        onRenamed={props.onRenamed}
        desk={props.desk}
        markdown={props.markdown}
        onLoaded={({ id }) => questions.choose(id)}
        keys={props.keys}
        settings={settings}
        onDo={attempt}
        onClose={() => onDialog(null)}
      />
    </>
  );
}

function personIn(list: HTMLElement | null, id: string): HTMLElement | undefined {
  const people = list?.querySelectorAll<HTMLElement>('[data-user]') ?? [];
  return [...people].find(({ dataset }) => dataset.user === id);
}
