/** The tests of one side of a question, with how each of them went. */
import * as React from 'react';
import type { ICaseResult, IQuestion, Language } from '../../contract/protocol';
import type { ICase } from '../../runner/cases/case';
import { Button } from '../../ui/button';
import { Icon } from '../../ui/icons';
import { useTrans } from '../../ui/translation';
import type { ICodePosition } from '../editor/code-positions';
import { duration } from '../wording';
import { CaseDetails } from './case-details';
import type { IKnownResults } from './known-results';
import { pointsName, STATE_ICONS, testStateName } from './test-words';
import type { TestState } from './test-words';

export interface ITestListProps {
  label: string;
  question: IQuestion;
  cases: readonly ICase[];
  /** In which calls are written. */
  language: Language;
  known: IKnownResults | null;
  /** The names of files to which an error can lead. */
  files: readonly string[];
  onPosition: (position: ICodePosition) => void;
  /** Null where none can be run now. */
  onRun: ((cases: readonly number[]) => void) | null;
}

export function TestList(props: ITestListProps): JSX.Element {
  const { cases, known } = props;
  // Where nobody has opened or closed anything, the first that failed is open.
  const [toggled, setToggled] = React.useState<ReadonlyMap<number, boolean>>(new Map());
  const firstFailed = cases.findIndex((_, index) => isFailed(known?.results.get(index)));
  return (
    <ol className="jpi-Tests-list" role="list" aria-label={props.label}>
      {cases.map((one, index) => {
        const isOpen = toggled.get(index) ?? index === firstFailed;
        return (
          <Test
            key={index}
            {...props}
            one={one}
            result={known?.results.get(index)}
            state={stateOf(index, known, cases.length)}
            isOpen={isOpen}
            onToggle={() => setToggled(new Map([...toggled, [index, !isOpen]]))}
            onAgain={props.onRun && (() => props.onRun?.([index]))}
          />
        );
      })}
    </ol>
  );
}

function Test(
  props: ITestListProps & {
    one: ICase;
    result: ICaseResult | undefined;
    state: TestState;
    isOpen: boolean;
    onToggle: () => void;
    onAgain: (() => void) | null;
  }
): JSX.Element {
  const { one, result, state, isOpen, onAgain } = props;
  const trans = useTrans();
  const details = React.useId();
  return (
    <li className="jpi-Test" data-status={state}>
      <div className="jpi-Test-row">
        <button
          type="button"
          className="jpi-Test-head"
          aria-expanded={isOpen}
          aria-controls={details}
          onClick={props.onToggle}
        >
          <Icon name={STATE_ICONS[state]} />
          <span className="jpi-Test-name">{one.name}</span>
          <span className="jpi-Test-facts">
            <span>{testStateName(state, trans)}</span>
            {result !== undefined && <span> {duration(result.ms)}</span>}
            <span> {pointsName(one.points, trans)}</span>
          </span>
        </button>
        {onAgain && (
          <Button
            label={trans.__('Run again')}
            accessibleName={trans.__('Run the test “%1” alone', one.name)}
            tooltip={trans.__('Run this test alone')}
            icon="refresh"
            iconOnly
            look="quiet"
            className="jpi-mod-small"
            onClick={onAgain}
          />
        )}
      </div>
      <div id={details} hidden={!isOpen}>
        {isOpen && (
          <CaseDetails
            one={one}
            result={result}
            language={props.known?.check.language ?? props.language}
            names={props.question.names}
            files={props.files}
            onPosition={props.onPosition}
          />
        )}
      </div>
    </li>
  );
}

function isFailed(result: ICaseResult | undefined): boolean {
  return result !== undefined && result.status !== 'passed' && result.status !== 'not_run';
}

function stateOf(index: number, known: IKnownResults | null, count: number): TestState {
  const result = known?.results.get(index);
  if (result !== undefined) {
    return result.status;
  }
  return known?.check.state === 'running' && known.check.total === count ? 'running' : 'not_run';
}
