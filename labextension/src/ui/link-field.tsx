/** A fresh link: it is selected immediately and has a button that copies it. */
import * as React from 'react';
import { Button } from './button';
import { copyText } from './clipboard';
import { useTrans } from './translation';

export function LinkField(props: {
  url: string;
  note: string;
  /** Whether the link cannot be shown again. */
  once?: boolean;
}): JSX.Element {
  const trans = useTrans();
  const field = React.useRef<HTMLInputElement>(null);
  const [result, setResult] = React.useState<'copied' | 'refused' | null>(null);

  const select = React.useCallback(() => {
    const input = field.current;
    input?.focus();
    // Backward, so that the start of the link is in view.
    input?.setSelectionRange(0, input.value.length, 'backward');
  }, []);
  React.useEffect(select, [select]);

  const copy = async (): Promise<void> => {
    const copied = await copyText(props.url);
    setResult(copied ? 'copied' : 'refused');
    if (!copied) {
      select();
    }
  };

  return (
    <div className="jpi-LinkField">
      <div className="jpi-LinkField-row">
        <input
          ref={field}
          className="jpi-Input"
          type="text"
          readOnly
          aria-label={trans.__('Invite link')}
          value={props.url}
        />
        <Button
          label={trans.__('Copy')}
          icon={result === 'copied' ? 'check' : 'copy'}
          onClick={() => void copy()}
        />
      </div>
      <p className="jpi-LinkField-note" role="status">
        {result === 'copied'
          ? props.once
            ? trans.__('Copied. It is not shown again.')
            : trans.__('Copied.')
          : result === 'refused'
            ? trans.__('Your browser does not let this page copy. Copy the selected link yourself.')
            : props.note}
      </p>
    </div>
  );
}
