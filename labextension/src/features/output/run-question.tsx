/** The field for a line of input, shown to the person whose program waits for it. */
import * as React from 'react';
import type { IQuestion } from '../../model/runs/live-runs';
import { Button } from '../../ui/button';
import { useTrans } from '../../ui/translation';
import type { QuestionFocus } from './question-focus';
import { plainText } from './terminal';

export interface IRunQuestionProps {
  question: IQuestion;
  focus: QuestionFocus;
  onAnswer: (line: string | null) => void;
}

export function RunQuestion({ question, focus, onAnswer }: IRunQuestionProps): JSX.Element {
  const trans = useTrans();
  const form = React.useRef<HTMLFormElement>(null);
  const field = React.useRef<HTMLInputElement>(null);
  React.useEffect(() => {
    if (field.current !== null) {
      focus.take(field.current);
    }
  }, [question, focus]);
  React.useLayoutEffect(() => {
    const node = form.current;
    return () => {
      if (node?.contains(document.activeElement)) {
        focus.rest();
      }
    };
  }, [focus]);
  const label = plainText(question.prompt).trim() || trans.__('Input for the program');
  return (
    <form
      ref={form}
      className="jpi-Run-question"
      onSubmit={event => {
        event.preventDefault();
        // The field itself has the line: it may be filled in without events that React hears.
        const line = field.current?.value ?? '';
        if (field.current !== null) {
          field.current.value = '';
        }
        onAnswer(line);
      }}
    >
      <input
        ref={field}
        className="jpi-Input jpi-Run-line"
        aria-label={label}
        placeholder={trans.__('Type a line')}
        maxLength={10_000}
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
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
