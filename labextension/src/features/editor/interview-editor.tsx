/** The editor of the text that the interview shows, with the carets of the others. */
import * as React from 'react';
import type { IBuffer } from '../../model/document/buffers';
import {
  useConnection,
  useDocument,
  usePresence,
  useRuns,
  useSession,
  useSignals
} from '../use-interview';
import { CodeEditor, type ICodeEditorProps } from './code-editor';

type IInterviewEditorProps = Omit<
  ICodeEditorProps,
  'buffer' | 'awareness' | 'readOnly' | 'onHeld' | 'onInserted' | 'onTakenOut'
>;

export function InterviewEditor(props: IInterviewEditorProps): JSX.Element {
  const text = useDocument();
  const session = useSession();
  const connection = useConnection();
  const { awareness } = usePresence();
  const runs = useRuns();
  const signals = useSignals();
  const onHeld = React.useCallback((held: IBuffer | null) => runs.hold(held), [runs]);
  // What is typed into a closed interview would reach nobody.
  const closed = connection.state === 'closed';
  return (
    <CodeEditor
      {...props}
      buffer={text.shown}
      awareness={awareness}
      onHeld={onHeld}
      onInserted={insert => signals.came(insert)}
      onTakenOut={taken => signals.remember(taken)}
      readOnly={!text.ready || closed || !session.can('edit')}
    />
  );
}
