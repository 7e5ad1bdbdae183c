/** The field for a line of input, shown to the person whose program waits for it. */
import * as React from 'react';
import type { IQuestion } from '../../model/runs/live-runs';
import { Button } from '../../ui/button';
import { useTrans } from '../../ui/translation';
import { plainText } from './terminal';

export interface IRunQuestionProps {
  question: IQuestion;
  onAnswer: (line: string | null) => void;
}

export function RunQuestion({ question, onAnswer }: IRunQuestionProps): JSX.Element {
  const trans = useTrans();
  const field = React.useRef<HTMLInputElement>(null);
  const [line, setLine] = React.useState('');
  React.useEffect(() => field.current?.focus(), [question]);
  const label = plainText(question.prompt).trim() || trans.__('Input for the program');
  return (
    <form
      className="jpi-Run-question"
      onSubmit={event => {
        event.preventDefault();
        setLine('');
        onAnswer(line);
      }}
    >
      <input
        ref={field}
        className="jpi-Input jpi-Run-line"
        aria-label={label}
        placeholder={trans.__('Type a line')}
        value={line}
        maxLength={10_000}
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        onChange={event => setLine(event.target.value)}
      />
      <Button label={trans.__('Enter')} type="submit" />
      <Button
        label={trans.__('End of input')}
        tooltip={trans.__('Tell the program that there is no more')}
        onClick={() => onAnswer(null)}
      />
    </form>
  );
}
