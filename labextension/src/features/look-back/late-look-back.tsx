/**
 * Looking back, for whoever asks for it: the recording and the script that shows it are fetched together, and
 * not before.
 */
import * as React from 'react';
import type { IRecording } from '../../contract/protocol';
import { InterviewError } from '../../model/ports';
import { Button } from '../../ui/button';
import { LatePart, useLate } from '../../ui/late-part';
import { Notice } from '../../ui/notice';
import { useTrans } from '../../ui/translation';
import type { EditorBackend } from '../editor/editor-backend';
import { sentence } from '../sentences';
import type { ILookBackProps } from './look-back';
import type { ILookBackSource } from './look-back-source';

const player = new LatePart(() => import('./look-back'));

export interface ILateLookBackProps {
  source: ILookBackSource;
  editor: EditorBackend;
  /** Whether more may happen, so that the recording can be read again; what it says itself where nothing is said. */
  isLive?: boolean;
  /** Null on pages that show nothing else. */
  onBack: (() => void) | null;
  /** The moment with which it begins, if the address names one. */
  fragment?: string;
  /** A moment that is to be shown, each time this is another object. */
  when?: ILookBackProps['when'];
  /** So often what has come is read while one is at the end; as the player has it where nothing is said. */
  readEveryMs?: number;
  /** Lets whoever is not known here log in; null where there is nothing to log in to. */
  onLogin?: (() => void) | null;
}

export function LateLookBack(props: ILateLookBackProps): JSX.Element {
  const { source, onBack } = props;
  const trans = useTrans();
  const late = useLate(player);
  const [recording, setRecording] = React.useState<IRecording | null>(null);
  const [failure, setFailure] = React.useState<unknown>(null);
  const asked = React.useRef(0);
  const answered = React.useRef(0);
  const read = React.useCallback(async (ask: () => Promise<IRecording>): Promise<boolean> => {
    const number = ++asked.current;
    const outcome = await ask().then(
      told => ({ told, reason: null }),
      (reason: unknown) => ({ told: null, reason })
    );
    // An answer that comes after a newer one says less.
    if (number > answered.current) {
      answered.current = number;
      setRecording(before => outcome.told ?? before);
      setFailure(outcome.reason);
    }
    return outcome.told !== null;
  }, []);
  const readWhole = React.useCallback(() => read(async () => source.read()), [read, source]);
  React.useEffect(() => void readWhole(), [readWhole]);
  if (late.part !== null && recording !== null) {
    const { merged } = late.part;
    const readMore = async (): Promise<IRecording> =>
      merged(recording, await source.read(recording.session.upTo)) ?? source.read();
    const isLive = props.isLive ?? recording.session.state === 'live';
    return (
      <late.part.LookBack
        {...props}
        isLive={isLive}
        recording={recording}
        wholeRun={source.wholeRun}
        notes={source.notes}
        address={source.address}
        beginning={source.beginning}
        createRunner={source.createRunner}
        onMore={isLive ? async () => read(readMore) : null}
        problem={failure === null ? null : sentence(failure, trans)}
      />
    );
  }
  const hasFailed = failure !== null || late.hasFailed;
  return (
    <section className="jpi-LookBack" aria-label={trans.__('Look back')}>
      <div className="jpi-LookBack-coming">
        {hasFailed ? (
          <Notice kind="warning" icon="alert">
            <p>
              {failure === null
                ? trans.__('This part of the page could not be fetched.')
                : sentence(failure, trans)}
            </p>
            <Button
              label={trans.__('Try again')}
              onClick={() => {
                if (late.hasFailed) {
                  late.again();
                }
                void readWhole();
              }}
            />
          </Notice>
        ) : (
          <p className="jpi-Muted" role="status">
            {trans.__('Reading the recording…')}
          </p>
        )}
        {props.onLogin && failure instanceof InterviewError && failure.status === 401 && (
          <Button label={trans.__('Log in')} look="primary" onClick={props.onLogin} />
        )}
        {onBack && <Button label={trans.__('Close')} icon="back" onClick={onBack} />}
      </div>
    </section>
  );
}
