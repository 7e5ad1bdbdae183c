/** What a test calls, what it expects, and what came instead. */
import * as React from 'react';
import type { ICaseResult, Language } from '../../contract/protocol';
import type { ICase, Names } from '../../runner/cases/case';
import { useTrans } from '../../ui/translation';
import type { ICodePosition } from '../editor/code-positions';
import { RunError } from '../output/run-error';
import { plainText } from '../output/terminal';
import { areShort, sidesOf } from './case-difference';
import type { ISide } from './case-difference';
import { messageOf } from './case-message';
import { callLabel, wordsOf } from './case-words';

export interface ICaseDetailsProps {
  one: ICase;
  /** Left out where it has not run yet. */
  result?: ICaseResult;
  language: Language;
  names: Names;
  /** Files to which a mistake in the program can lead, and what leads there. */
  files?: readonly string[];
  onPosition?: (position: ICodePosition) => void;
}

export function CaseDetails(props: ICaseDetailsProps): JSX.Element {
  const { one, result, language, names } = props;
  const trans = useTrans();
  const words = wordsOf(one, language, names, trans);
  const hasFailed =
    result !== undefined && result.status !== 'passed' && result.status !== 'not_run';
  const expected = (hasFailed && plainText(result.expected)) || words.expected;
  // Test code says in its sentence what came.
  const isOutside = one.action.kind === 'outside';
  const got =
    hasFailed && ((result.status === 'failed' && !isOutside) || result.got !== '')
      ? plainText(result.got)
      : null;
  const isShort = expected === null || got === null || areShort(expected, got);
  return (
    <div className="jpi-Case">
      <dl className="jpi-Case-facts">
        <dt>{callLabel(one.action.kind, trans)}</dt>
        <dd>
          <code>{words.call}</code>
        </dd>
        {isShort && expected !== null && (
          <>
            <dt>{trans.__('expected')}</dt>
            <dd>
              <code>{expected}</code>
              {words.hint !== null && <span className="jpi-Muted"> {words.hint}</span>}
            </dd>
          </>
        )}
        {isShort && got !== null && (
          <>
            <dt>{trans.__('got')}</dt>
            <dd>
              <code>{got}</code>
            </dd>
          </>
        )}
      </dl>
      {!isShort && expected !== null && got !== null && (
        <Difference expected={expected} got={got} hint={words.hint} />
      )}
      {hasFailed && one.feedback !== '' && <p className="jpi-Case-feedback">{one.feedback}</p>}
      {hasFailed && result.message !== '' && <Message {...props} result={result} />}
    </div>
  );
}

/** Two texts beside each other, with what differs marked. */
function Difference(props: { expected: string; got: string; hint: string | null }): JSX.Element {
  const trans = useTrans();
  const [expected, got] = sidesOf(props.expected, props.got);
  return (
    <dl className="jpi-Difference">
      <div className="jpi-Difference-side">
        <dt>
          {trans.__('expected')}
          {props.hint !== null && <span> {props.hint}</span>}
        </dt>
        <dd>
          <Text side={expected} />
        </dd>
      </div>
      <div className="jpi-Difference-side jpi-mod-got">
        <dt>{trans.__('got')}</dt>
        <dd>
          <Text side={got} />
        </dd>
      </div>
    </dl>
  );
}

function Text({ side }: { side: ISide }): JSX.Element {
  return (
    // Long lines are scrolled with keys, too.
    <pre tabIndex={0}>
      {side.before}
      {side.middle !== '' && <mark>{side.middle}</mark>}
      {side.after}
    </pre>
  );
}

/** What more is to be said: a mistake in the program with its places, or a sentence. */
function Message(props: ICaseDetailsProps & { result: ICaseResult }): JSX.Element {
  const { result, files = [], onPosition = () => undefined } = props;
  const trans = useTrans();
  const text = messageOf(result, trans);
  return result.status === 'error' || result.status === 'crashed' ? (
    <RunError text={text} files={files} onPosition={onPosition} />
  ) : (
    <p className="jpi-Case-message">{plainText(text)}</p>
  );
}
