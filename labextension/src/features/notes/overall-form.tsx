/** The overall answer, which comes after the parts, and what submitting it does. */
import * as React from 'react';
import type { IRubricCriterion, IScore, OverallAnswer } from '../../contract/protocol';
import { Button } from '../../ui/button';
import { useTrans } from '../../ui/translation';
import { ANSWERS, answerName } from './rubric-words';
import type { IRemarksView } from './use-remarks';

export function OverallForm(props: {
  rubric: readonly IRubricCriterion[];
  scores: readonly IScore[];
  view: IRemarksView;
}): JSX.Element {
  const { rubric, scores, view } = props;
  const trans = useTrans();
  const group = React.useId();
  const [answer, setAnswer] = React.useState<OverallAnswer | null>(null);
  const [why, setWhy] = React.useState('');
  const scored = new Set(scores.map(({ criterion }) => criterion.id));
  const open = rubric.filter(({ id }) => !scored.has(id)).length;
  const isOpen = open > 0;
  return (
    <form
      className="jpi-Overall"
      onSubmit={event => {
        event.preventDefault();
        if (answer !== null && !isOpen) {
          void view.change(['recommendation'], { answer, why: why.trim() });
        }
      }}
    >
      <fieldset className="jpi-Criterion" disabled={isOpen}>
        <legend>{trans.__('Overall')}</legend>
        {isOpen && (
          <p className="jpi-Muted">
            {trans._n(
              'First rate every part: %1 is not kept yet.',
              'First rate every part: %1 are not kept yet.',
              open,
              open
            )}
          </p>
        )}
        {ANSWERS.map(each => (
          <label key={each} className="jpi-Level">
            <input
              type="radio"
              name={group}
              checked={answer === each}
              onChange={() => setAnswer(each)}
            />
            <span className="jpi-Level-words">{answerName(each, trans)}</span>
          </label>
        ))}
        <textarea
          className="jpi-Input"
          rows={2}
          maxLength={2000}
          value={why}
          aria-label={trans.__('Why, in a sentence')}
          placeholder={trans.__('Why, in a sentence')}
          onChange={({ target }) => setWhy(target.value)}
        />
      </fieldset>
      <p>
        {trans.__(
          'Your scores, your answer and all your notes are final when you submit them; you can add corrections. Hosts who have submitted read yours, and you read theirs.'
        )}
      </p>
      <Button
        type="submit"
        label={trans.__('Submit')}
        look="primary"
        disabled={isOpen || answer === null}
      />
    </form>
  );
}
