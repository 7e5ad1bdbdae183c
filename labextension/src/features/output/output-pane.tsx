/** The runs of everyone, and what one can do with them. */
import * as React from 'react';
import type { IRun, Language } from '../../contract/protocol';
import type { IQuestion } from '../../model/runs/live-runs';
import type { RunLocation } from '../../model/runs/server-runs';
import type { IRunnerStatus } from '../../runner/types';
import { Button } from '../../ui/button';
import { copyText } from '../../ui/clipboard';
import { useStickToNewest } from '../../ui/stick-to-newest';
import { useTrans } from '../../ui/translation';
import type { ICodePosition } from '../editor/code-positions';
import { OutputTools } from './output-tools';
import { useOutputView } from './output-view';
import type { IOutputView } from './output-view';
import { QuestionFocus } from './question-focus';
import { useRunAnnouncement } from './run-announcements';
import { RunEntry } from './run-entry';
import { RunnerStatus } from './runner-status';
import { useNote } from './use-note';

export interface IOutputPaneProps {
  runs: readonly IRun[];
  /** The person of this page. */
  myId: string | null;
  runner: IRunnerStatus;
  language: Language;
  /** The names of the interview's files. */
  files: readonly string[];
  canRun: boolean;
  /** Nobody runs anything any more. */
  isOver: boolean;
  /** Where my next run is made. */
  location: RunLocation;
  /** Whether there is more than one such place. */
  hasLocations: boolean;
  /** The keys of Run on this page; empty if it has none. */
  runKeys: string;
  /** The question that my own program asks. */
  question: IQuestion | null;
  onAnswer: (line: string | null) => void;
  /** Null where this person stops nobody else's run. */
  onStop: ((runId: string) => void) | null;
  /** Whether this person is typing in the editor, and so keeps the focus. */
  isTyping: () => boolean;
  /** Somebody clicked a line of a traceback. */
  onPosition: (position: ICodePosition) => void;
}

export function OutputPane(props: IOutputPaneProps): JSX.Element {
  const { runs } = props;
  const trans = useTrans();
  const view = useOutputView(runs);
  const stick = useStickToNewest(view.shown, view.newestFirst);
  const announcement = useRunAnnouncement(runs, trans);
  const [note, say] = useNote();
  const [isUnnoticed, setUnnoticed] = React.useState(false);
  const { isTyping, question } = props;
  const focus = React.useMemo(
    () => new QuestionFocus(stick.ref, isTyping, setUnnoticed),
    [stick.ref, isTyping]
  );
  const copy = React.useCallback(
    (text: string) =>
      void copyText(text).then(isCopied =>
        say(isCopied ? trans.__('Copied.') : trans.__('Your browser does not let this page copy.'))
      ),
    [say, trans]
  );
  const { goToNewest } = stick;
  useMyNewRun(runs, props.myId, goToNewest);
  const asking = useAskingRun(runs, question);
  React.useEffect(() => {
    if (asking === null) {
      focus.giveBack();
    }
  }, [asking, focus]);
  const waits = question !== null && isUnnoticed ? trans.__('The program waits for input.') : '';
  const tellsLocation = props.hasLocations || runs.some(({ source }) => source === 'server');
  return (
    <section className="jpi-Output" aria-label={trans.__('Output')}>
      <header className="jpi-Output-header">
        <h3>{trans.__('Output')}</h3>
        {props.canRun && props.location === 'browser' && (
          <RunnerStatus status={props.runner} language={props.language} />
        )}
        <span className="jpi-Output-note" role="status">
          {note || waits}
        </span>
        {runs.length > 0 && <OutputTools runs={runs} view={view} onCopy={copy} />}
      </header>
      <div
        className="jpi-Output-scroll"
        ref={stick.ref}
        onScroll={stick.onScroll}
        // Scrolled with keys, too.
        tabIndex={0}
        role="group"
        aria-label={trans.__('Runs')}
      >
        {runs.length === 0 && (
          <EmptyOutput
            canRun={props.canRun}
            isOver={props.isOver}
            location={props.location}
            runKeys={props.runKeys}
          />
        )}
        <Hidden view={view} onShow={() => focus.rest()} />
        {view.shown.length > 0 && (
          <ol className="jpi-Output-runs" role="list">
            {view.shown.map(run => (
              <RunEntry
                key={run.id}
                run={run}
                collapsed={view.isCollapsed(run.id)}
                onToggle={view.toggle}
                tellsLocation={tellsLocation}
                question={question?.runId === run.id ? question : null}
                focus={focus}
                onAnswer={props.onAnswer}
                onStop={run.user?.id === props.myId ? null : props.onStop}
                onCopy={copy}
                files={props.files}
                onPosition={props.onPosition}
              />
            ))}
          </ol>
        )}
      </div>
      {!stick.atNewest && (
        <Button
          className="jpi-Output-newest"
          label={trans.__('Newest')}
          icon={view.newestFirst ? 'up' : 'down'}
          onClick={() => {
            focus.rest();
            goToNewest();
          }}
        />
      )}
      <div className="jpi-mod-offscreen" aria-live="polite">
        {announcement}
      </div>
    </section>
  );
}

/** Calls back when a run of this person's begins, which they want to see wherever they looked. */
function useMyNewRun(runs: readonly IRun[], myId: string | null, begun: () => void): void {
  const known = React.useRef<ReadonlySet<string> | null>(null);
  React.useLayoutEffect(() => {
    const before = known.current;
    known.current = new Set(runs.map(({ id }) => id));
    const mine = runs.filter(({ user, state }) => user?.id === myId && state === 'running');
    if (before !== null && mine.some(({ id }) => !before.has(id))) {
      begun();
    }
  }, [runs, myId, begun]);
}

/** The run that asks, or has asked and goes on. */
function useAskingRun(runs: readonly IRun[], question: IQuestion | null): string | null {
  const last = React.useRef<string | null>(null);
  last.current = question?.runId ?? last.current;
  const isOn = runs.some(({ id, state }) => id === last.current && state === 'running');
  if (!isOn) {
    last.current = null;
  }
  return last.current;
}

/** Says which runs this person does not see, and how to see them again. */
function Hidden(props: { view: IOutputView; onShow: () => void }): JSX.Element | null {
  const { view, onShow } = props;
  const trans = useTrans();
  const { cleared, older } = view;
  if (cleared === 0 && older === 0) {
    return null;
  }
  return (
    <p className="jpi-Output-hidden">
      {older > 0
        ? trans._n('%1 older run is not shown.', '%1 older runs are not shown.', older)
        : trans._n(
            '%1 run is cleared from your view.',
            '%1 runs are cleared from your view.',
            cleared
          )}
      <Button
        label={trans.__('Show')}
        className="jpi-mod-small"
        onClick={() => {
          // The button goes.
          onShow();
          if (older > 0) {
            view.prefer({ onlyNewest: false });
          } else {
            view.restore();
          }
        }}
      />
    </p>
  );
}

function EmptyOutput(
  props: Pick<IOutputPaneProps, 'canRun' | 'isOver' | 'location' | 'runKeys'>
): JSX.Element {
  const trans = useTrans();
  if (props.isOver) {
    return (
      <div className="jpi-Output-empty">
        <p>{trans.__('Nothing was run in this interview.')}</p>
      </div>
    );
  }
  const press =
    props.runKeys === '' ? trans.__('Press Run.') : trans.__('Press Run or %1.', props.runKeys);
  return (
    <div className="jpi-Output-empty">
      <p>{trans.__('Nothing has been run yet.')}</p>
      <p>
        {props.canRun
          ? `${press} ${
              props.location === 'server'
                ? trans.__('The code runs on the server, and everyone here sees what it prints.')
                : trans.__(
                    'The code runs in your own browser, and everyone here sees what it prints.'
                  )
            }`
          : trans.__('When somebody here runs the code, you see what it prints.')}
      </p>
    </div>
  );
}
