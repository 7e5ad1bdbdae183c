/** The runs of the interview, with the question of a program of this person's. */
import * as React from 'react';
import type { ICodePosition } from '../editor/code-positions';
import { useConnection, useFiles, usePeople, useRuns, useSession } from '../use-interview';
import { OutputPane } from './output-pane';

export function Output(props: {
  /** The keys of Run; empty where it has none. */
  runKeys: string;
  /** A position that an error names. */
  onPosition: (position: ICodePosition) => void;
  isTyping: () => boolean;
}): JSX.Element {
  const runs = useRuns();
  const session = useSession();
  const files = useFiles();
  const { folder } = files;
  const language = files.program.language ?? session.language;
  const names = React.useMemo(() => folder.files.map(({ name }) => name), [folder]);
  const people = usePeople();
  const connection = useConnection();
  const onAnswer = React.useCallback((line: string | null) => runs.answer(line), [runs]);
  const onStop = React.useCallback((runId: string) => runs.stopRun(runId), [runs]);
  return (
    <OutputPane
      runs={runs.list}
      myId={people.me?.id ?? null}
      runner={runs.runner}
      language={language}
      files={names}
      canRun={connection.state !== 'closed' && session.can('run') && runs.canRun(language)}
      isOver={session.state === 'ended'}
      location={runs.location.chosen}
      hasLocations={runs.location.isOffered}
      runKeys={props.runKeys}
      question={runs.question}
      onAnswer={onAnswer}
      onStop={connection.state !== 'closed' && session.can('stop') ? onStop : null}
      onPosition={props.onPosition}
      isTyping={props.isTyping}
    />
  );
}
