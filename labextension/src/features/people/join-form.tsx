/** The door of the guest page: a name, and in. */
import * as React from 'react';
import { Button } from '../../ui/button';
import { useTrans } from '../../ui/translation';
import { nameOf, nameProblem } from './name-problem';

export interface IJoinFormProps {
  /** Typed before, on this browser. */
  initialName: string;
  busy: boolean;
  onJoin: (name: string) => void;
}

export function JoinForm(props: IJoinFormProps): JSX.Element {
  const trans = useTrans();
  const problemId = React.useId();
  const field = React.useRef<HTMLInputElement>(null);
  const [name, setName] = React.useState(props.initialName);
  const [problem, setProblem] = React.useState<string | null>(null);

  React.useEffect(() => field.current?.focus(), []);

  return (
    <form
      className="jpi-JoinForm"
      noValidate
      onSubmit={event => {
        event.preventDefault();
        if (props.busy) {
          return;
        }
        const wrong = nameProblem(name, trans);
        setProblem(wrong);
        if (wrong === null) {
          props.onJoin(nameOf(name));
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
          value={name}
          aria-invalid={problem !== null}
          aria-describedby={problemId}
          onChange={event => {
            setName(event.target.value);
            setProblem(null);
          }}
        />
      </label>
      <p id={problemId} className="jpi-JoinForm-problem" role="alert">
        {problem}
      </p>
      <Button type="submit" label={trans.__('Join')} look="primary" disabled={props.busy} />
    </form>
  );
}
