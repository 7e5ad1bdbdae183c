/** What is said while a question comes into an interview: a refusal, or what it has to be told first. */
import * as React from 'react';
import { Button } from '../../ui/button';
import { Notice } from '../../ui/notice';
import { useTrans } from '../../ui/translation';
import type { ILoading } from './use-loading';

export function LoadingQuestion({ loading }: { loading: ILoading }): JSX.Element {
  const trans = useTrans();
  const first = React.useRef<HTMLButtonElement>(null);
  React.useEffect(() => {
    if (loading.asks) {
      first.current?.focus();
    }
  }, [loading.asks]);
  return (
    <div role="alert" className="jpi-LoadingQuestion">
      {loading.problem !== null && (
        <Notice kind="error" icon="alert" role="none">
          <p>{loading.problem}</p>
        </Notice>
      )}
      {loading.asks && (
        <Notice kind="warning" icon="alert" role="none">
          <p>
            {trans.__(
              'There is a text in the editor already. Where shall the text go that the candidate begins with?'
            )}
          </p>
          <Button
            ref={first}
            label={trans.__('Into a new file')}
            look="primary"
            onClick={() => loading.answer('new')}
          />
          <Button label={trans.__('In its place')} onClick={() => loading.answer('replace')} />
          <Button label={trans.__('Below it')} onClick={() => loading.answer('below')} />
          <Button label={trans.__('Cancel')} look="quiet" onClick={loading.cancel} />
        </Notice>
      )}
    </div>
  );
}
