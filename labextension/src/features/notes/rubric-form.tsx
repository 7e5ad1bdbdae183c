/** The parts of a rating: for each criterion a level, with its words beside it and where it was seen. */
import * as React from 'react';
import type { INote, IRubricCriterion, IScore } from '../../contract/protocol';
import { exactTime } from '../../ui/times';
import { useTrans } from '../../ui/translation';
import { wordsOf } from './rubric-words';
import type { IRemarksView } from './use-remarks';

export interface IRubricFormProps {
  rubric: readonly IRubricCriterion[];
  scores: readonly IScore[];
  /** Whose moments can be given as where something was seen. */
  notes: readonly INote[];
  view: IRemarksView;
}

export function RubricForm(props: IRubricFormProps): JSX.Element {
  const { rubric, scores } = props;
  return (
    <div className="jpi-RubricForm">
      {rubric.map((criterion, index) => (
        <React.Fragment key={criterion.id}>
          {criterion.question !== null && criterion.question !== rubric[index - 1]?.question && (
            <h4>{criterion.question}</h4>
          )}
          <CriterionForm
            {...props}
            criterion={criterion}
            score={scores.find(score => score.criterion.id === criterion.id) ?? null}
          />
        </React.Fragment>
      ))}
    </div>
  );
}

/** `undefined`: nothing was chosen; null: not seen. */
interface IDraft {
  readonly level: number | null | undefined;
  readonly moments: readonly string[];
  readonly why: string;
}

/** Whether there is what the server asks for. */
export function isWhole({ level, moments, why }: IDraft): boolean {
  return level === null || (level !== undefined && (moments.length > 0 || why.trim() !== ''));
}

function CriterionForm(
  props: IRubricFormProps & { criterion: IRubricCriterion; score: IScore | null }
): JSX.Element {
  const { criterion, notes, score, view } = props;
  const trans = useTrans();
  const { name, levels } = wordsOf(criterion, trans);
  const group = React.useId();
  const [draft, setDraft] = React.useState<IDraft>(() => ({
    level: score === null ? undefined : score.level,
    moments: score?.moments ?? [],
    why: score?.why ?? ''
  }));
  const put = (next: IDraft): void => {
    setDraft(next);
    if (isWhole(next) && !isSame(next, score)) {
      const { level, moments, why } = next;
      void view.change(['scores', criterion.id], { level, moments, why: why.trim() });
    }
  };
  const choose = (level: number | null): void => put({ ...draft, level });
  const saved = isSame(draft, score);
  return (
    <fieldset className="jpi-Criterion">
      <legend>{name}</legend>
      {levels.map((words, index) => (
        <label key={index} className="jpi-Level">
          <input
            type="radio"
            name={group}
            checked={draft.level === index + 1}
            onChange={() => choose(index + 1)}
          />
          <span className="jpi-Level-number">{index + 1}</span>
          <span className="jpi-Level-words">{words}</span>
        </label>
      ))}
      <label className="jpi-Level">
        <input
          type="radio"
          name={group}
          checked={draft.level === null}
          onChange={() => choose(null)}
        />
        <span className="jpi-Level-words">{trans.__('Not seen')}</span>
      </label>
      {draft.level !== undefined && draft.level !== null && (
        <Evidence
          draft={draft}
          notes={notes}
          name={name}
          onType={why => setDraft({ ...draft, why })}
          onChange={put}
        />
      )}
      <p className="jpi-Criterion-state jpi-Muted" aria-live="polite">
        {draft.level === undefined
          ? ''
          : saved
            ? trans.__('Kept')
            : isWhole(draft)
              ? trans.__('Not kept yet')
              : trans.__('Say where you saw it: a moment, or a sentence.')}
      </p>
    </fieldset>
  );
}

function Evidence(props: {
  draft: IDraft;
  notes: readonly INote[];
  name: string;
  onType: (why: string) => void;
  onChange: (draft: IDraft) => void;
}): JSX.Element {
  const { draft, notes, onChange } = props;
  const trans = useTrans();
  // Also those whose note is not there any more.
  const others = draft.moments.filter(at => notes.every(note => note.at !== at));
  // Several notes may be of one place in the log, where nothing was typed between them.
  const places = new Map<string, INote[]>();
  for (const note of notes) {
    places.set(note.at, [...(places.get(note.at) ?? []), note]);
  }
  return (
    <div className="jpi-Evidence">
      <textarea
        className="jpi-Input"
        rows={2}
        maxLength={2000}
        value={draft.why}
        aria-label={trans.__('Where you saw it: %1', props.name)}
        placeholder={trans.__('Where you saw it, in a sentence')}
        onChange={({ target }) => props.onType(target.value)}
        onBlur={() => onChange(draft)}
      />
      {places.size > 0 && (
        <details>
          <summary>
            {draft.moments.length === 0
              ? trans.__('or a moment of your notes')
              : trans._n(
                  'and %1 moment of your notes',
                  'and %1 moments of your notes',
                  draft.moments.length,
                  draft.moments.length
                )}
          </summary>
          {[...places].map(([at, those]) => (
            <label key={at} className="jpi-Evidence-moment">
              <input
                type="checkbox"
                checked={draft.moments.includes(at)}
                onChange={({ target }) =>
                  onChange({
                    ...draft,
                    moments: target.checked
                      ? [...draft.moments, at].slice(-MOST_MOMENTS)
                      : draft.moments.filter(other => other !== at)
                  })
                }
              />
              <span className="jpi-Note-time">{exactTime(those[0].time)}</span>
              <span className="jpi-Evidence-words">
                {those.map(({ text }) => text || trans.__('Bookmark')).join(' · ')}
              </span>
            </label>
          ))}
        </details>
      )}
      {others.length > 0 && (
        <p className="jpi-Muted">
          {trans._n(
            '%1 moment without a note',
            '%1 moments without a note',
            others.length,
            others.length
          )}
        </p>
      )}
    </div>
  );
}

/** As the server has it. */
const MOST_MOMENTS = 10;

function isSame(draft: IDraft, score: IScore | null): boolean {
  return (
    score !== null &&
    score.level === draft.level &&
    score.why === draft.why.trim() &&
    score.moments.join(' ') === draft.moments.join(' ')
  );
}
