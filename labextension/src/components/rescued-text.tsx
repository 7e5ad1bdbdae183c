/** Own text that the server could not take, so that nobody loses what they typed. */
import * as React from 'react';
import { Button } from './button';
import { copyText } from './clipboard';
import { Icon } from './icons';
import { useTrans } from './translation';

export function RescuedText(props: { text: string; onDismiss: () => void }): JSX.Element {
  const trans = useTrans();
  const [copied, setCopied] = React.useState(false);
  return (
    <div className="jpi-Notice jpi-Rescued jpi-mod-warning" role="alert">
      <Icon name="alert" />
      <div className="jpi-Notice-body">
        <p>{trans.__('This text of yours could not be saved. Copy it to keep it.')}</p>
        <textarea
          className="jpi-Rescued-text"
          aria-label={trans.__('Text that could not be saved')}
          readOnly
          rows={4}
          value={props.text}
        />
        <div className="jpi-Rescued-actions">
          <Button
            label={copied ? trans.__('Copied') : trans.__('Copy')}
            icon={copied ? 'check' : 'copy'}
            onClick={() => void copyText(props.text).then(setCopied)}
          />
          <Button label={trans.__('Discard')} look="danger" onClick={props.onDismiss} />
        </div>
      </div>
    </div>
  );
}
