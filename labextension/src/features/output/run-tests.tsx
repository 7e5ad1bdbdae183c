/** The results of the tests that a run carried, and what was wrong with those that failed. */
import * as React from 'react';
import type { ITestResult } from '../../contract/protocol';
import { Icon } from '../../ui/icons';
import { useTrans } from '../../ui/translation';
import { duration } from '../wording';
import { plainText } from './terminal';

export function RunTests({ tests }: { tests: readonly ITestResult[] }): JSX.Element {
  const trans = useTrans();
  return (
    <div className="jpi-Run-tests">
      <ul role="list" aria-label={trans.__('Tests')}>
        {tests.map((test, index) => (
          <li key={index} className="jpi-Run-test" data-passed={test.passed}>
            <Icon name={test.passed ? 'check' : 'cross'} />
            <span className="jpi-Run-testName">{plainText(test.name)}</span>
            <span className="jpi-Run-fact">
              {test.passed ? trans.__('passed') : trans.__('failed')}
            </span>
            <span className="jpi-Run-fact">{duration(test.ms)}</span>
            {!test.passed && (
              <dl>
                <dt>{trans.__('expected')}</dt>
                <dd>{plainText(test.expected)}</dd>
                <dt>{trans.__('got')}</dt>
                <dd>{plainText(test.got)}</dd>
              </dl>
            )}
            {test.message !== undefined && <p>{plainText(test.message)}</p>}
          </li>
        ))}
      </ul>
    </div>
  );
}
