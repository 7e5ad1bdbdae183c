/**
 * The field for a file's name: Enter or leaving it keeps the name, Escape takes it back. After a
 * key the caller has to move the focus.
 */
import * as React from 'react';
import { useTrans } from '../../ui/translation';

export interface IFileNameFieldProps {
  label: string;
  name: string;
  /** Why a file cannot have this name, as a sentence; null when it can. */
  fault: (name: string) => string | null;
  /** Called with the sentence about the name in the field; null when the name is fine. */
  onFault: (sentence: string | null) => void;
  /** Called with the name, or null for none, and with whether the focus went elsewhere before. */
  onDone: (name: string | null, hasLeft: boolean) => void;
}

export function FileNameField(props: IFileNameFieldProps): JSX.Element {
  const { label, fault, onFault, onDone } = props;
  const trans = useTrans();
  const [name, setName] = React.useState(props.name);
  const field = React.useRef<HTMLInputElement>(null);
  const isDone = React.useRef(false);
  const [isWrong, setWrong] = React.useState(false);

  React.useLayoutEffect(() => {
    const { current } = field;
    current?.focus();
    // The ending names the language and is seldom changed, so it is not selected.
    const dot = current?.value.lastIndexOf('.') ?? -1;
    current?.setSelectionRange(0, dot > 0 ? dot : current.value.length);
  }, []);

  const done = (kept: string | null, hasLeft: boolean): void => {
    if (!isDone.current) {
      isDone.current = true;
      onFault(null);
      onDone(kept, hasLeft);
    }
  };
  const keep = (hasLeft: boolean): void => {
    const wanted = name.trim();
    if (wanted === '' || wanted === props.name) {
      done(null, hasLeft);
      return;
    }
    const sentence = fault(wanted);
    if (sentence === null) {
      done(wanted, hasLeft);
    } else if (hasLeft) {
      done(null, hasLeft);
    } else {
      setWrong(true);
      onFault(sentence);
    }
  };
  return (
    <input
      ref={field}
      className="jpi-Input jpi-Files-name"
      type="text"
      aria-label={label}
      aria-invalid={isWrong}
      placeholder={trans.__('name.py')}
      spellCheck={false}
      autoComplete="off"
      autoCapitalize="none"
      size={Math.min(Math.max(name.length + 1, 10), 30)}
      value={name}
      onChange={event => {
        setName(event.target.value);
        setWrong(false);
        onFault(null);
      }}
      onBlur={() => keep(true)}
      onKeyDown={event => {
        event.stopPropagation();
        if (event.key === 'Enter') {
          // Else it would go on to whatever has the focus then.
          event.preventDefault();
          keep(false);
        } else if (event.key === 'Escape') {
          done(null, false);
        }
      }}
    />
  );
}
