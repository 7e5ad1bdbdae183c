/**
 * One field for a name, by the rules of names: at the door of the guest page, and to change one.
 *
 * The field itself has the name. Password managers and automations fill fields in without the events
 * that React listens to.
 */
import * as React from 'react';
import { Button } from '../../ui/button';
import { useTrans } from '../../ui/translation';
import { nameOf, nameProblem } from './name-problem';

export interface INameFormProps {
  initialName: string;
  /** The verb on the button. */
  verb: string;
  busy: boolean;
  onName: (name: string) => void;
}

export function NameForm(props: INameFormProps): JSX.Element {
  const trans = useTrans();
  const problemId = React.useId();
  const field = React.useRef<HTMLInputElement>(null);
  const [problem, setProblem] = React.useState<string | null>(null);

  React.useEffect(() => {
    field.current?.focus();
    field.current?.select();
  }, []);

  return (
    <form
      className="jpi-NameForm"
      noValidate
      onSubmit={event => {
        event.preventDefault();
        if (props.busy) {
          return;
        }
        const name = field.current?.value ?? '';
        const wrong = nameProblem(name, trans);
        setProblem(wrong);
        if (wrong === null) {
          props.onName(nameOf(name));
        } else {
          field.current?.focus();
        }
      }}
    >
      <label className="jpi-Field">
        {trans.__('Your name')}
        <input
          ref={field}
          className="jpi-Input"
          type="text"
          name="name"
          autoComplete="name"
          defaultValue={props.initialName}
          aria-invalid={problem !== null}
          aria-describedby={problemId}
          onChange={() => setProblem(null)}
        />
      </label>
      <p id={problemId} className="jpi-NameForm-problem" role="alert">
        {problem}
      </p>
      <Button type="submit" label={props.verb} look="primary" disabled={props.busy} />
    </form>
  );
}
