/** The editor of the text that the interview shows, with the carets of the others. */
import * as React from 'react';
import { useConnection, useDocument, usePresence, useSession } from '../use-interview';
import { CodeEditor, type ICodeEditorProps } from './code-editor';

type IInterviewEditorProps = Omit<ICodeEditorProps, 'buffer' | 'awareness' | 'readOnly'>;

export function InterviewEditor(props: IInterviewEditorProps): JSX.Element {
  const text = useDocument();
  const session = useSession();
  const connection = useConnection();
  const { awareness } = usePresence();
  // What is typed into a closed interview would reach nobody.
  const closed = connection.state === 'closed';
  return (
    <CodeEditor
      {...props}
      buffer={text.shown}
      awareness={awareness}
      readOnly={!text.ready || closed || !session.can('edit')}
    />
  );
}
