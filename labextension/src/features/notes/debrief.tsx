/**
 * What everybody has submitted, side by side: first what they differ about most, then the overall
 * answers, then the notes. No sums, no order of people, no colours.
 */
import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';
import type { ICorrection, INote, IRubricCriterion, IScore, ISheet } from '../../contract/protocol';
import { Button } from '../../ui/button';
import { useTrans } from '../../ui/translation';
import type { Markdown } from '../questions/markdown';
import { compared } from './comparing';
import { CorrectionForm } from './correction-form';
import { MomentTime } from '../look-back/moment-time';
import { NoteText } from './note-list';
import { answerName, wordsOf } from './rubric-words';
import type { IRemarksView } from './use-remarks';

export interface IDebriefProps {
  mine: ISheet;
  others: readonly ISheet[];
  view: IRemarksView;
  markdown: Markdown;
}

export function Debrief(props: IDebriefProps): JSX.Element {
  const { mine, others, view } = props;
  const trans = useTrans();
  const sheets = [mine, ...others];
  const names = sheets.map((sheet, index) => nameOf(sheet, index === 0, trans));
  const rated = sheets.filter(({ recommendation }) => recommendation !== null);
  return (
    <div className="jpi-Debrief">
      <p className="jpi-Debrief-state">
        {others.length === 0
          ? trans.__('You have submitted. Of the others there is nothing yet.')
          : trans.__('You have submitted, and read what others have submitted or shared.')}{' '}
        <Button
          label={trans.__('Look again')}
          icon="refresh"
          look="quiet"
          className="jpi-mod-small"
          onClick={view.look}
        />
      </p>
      {compared(rated).map(({ criterion, scores }) => (
        <CriterionRows
          key={criterion.id}
          criterion={criterion}
          rows={rated.map((sheet, index) => ({
            sheet,
            score: scores[index],
            name: names[sheets.indexOf(sheet)],
            isMine: sheet === mine
          }))}
          view={view}
        />
      ))}
      <section aria-label={trans.__('Overall')}>
        <h4>{trans.__('Overall')}</h4>
        <dl className="jpi-Debrief-rows">
          {sheets.map(
            (sheet, index) =>
              sheet.recommendation !== null && (
                <div key={index}>
                  <dt>{names[index]}</dt>
                  <dd>
                    <strong>{answerName(sheet.recommendation.answer, trans)}</strong>
                    <Words text={sheet.recommendation.why} />
                    <Corrections
                      those={sheet.corrections.filter(isOfAnswer)}
                      says={({ answer }) => answer && answerName(answer, trans)}
                    />
                    {index === 0 && <CorrectionForm view={view} about={{ kind: 'answer' }} />}
                  </dd>
                </div>
              )
          )}
        </dl>
      </section>
      <NotesOfAll {...props} sheets={sheets} names={names} />
    </div>
  );
}

interface IRow {
  readonly sheet: ISheet;
  readonly score: IScore | null;
  readonly name: string;
  readonly isMine: boolean;
}

function CriterionRows(props: {
  criterion: IRubricCriterion;
  rows: readonly IRow[];
  view: IRemarksView;
}): JSX.Element {
  const { criterion, rows, view } = props;
  const trans = useTrans();
  const words = wordsOf(criterion, trans);
  const level = (one: number | null | undefined): string =>
    one === null || one === undefined
      ? trans.__('Not seen')
      : `${one} · ${words.levels[one - 1] ?? ''}`;
  return (
    <section aria-label={words.name}>
      <h4>{words.name}</h4>
      <dl className="jpi-Debrief-rows">
        {rows.map(({ sheet, score, name, isMine }, index) => (
          <div key={index}>
            <dt>{name}</dt>
            <dd>
              {score === null ? (
                <span className="jpi-Muted">{trans.__('Was not asked for')}</span>
              ) : (
                <>
                  {level(score.level)}
                  <Words text={score.why} />
                  <Moments of={score} notes={sheet.notes} />
                  <Corrections
                    those={sheet.corrections.filter(one => one.criterion === criterion.id)}
                    says={one => level(one.level)}
                  />
                  {isMine && (
                    <CorrectionForm
                      view={view}
                      about={{ kind: 'criterion', id: criterion.id, words }}
                    />
                  )}
                </>
              )}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function NotesOfAll(
  props: IDebriefProps & { sheets: readonly ISheet[]; names: readonly string[] }
): JSX.Element | null {
  const { sheets, names, mine, view, markdown } = props;
  const trans = useTrans();
  const all = sheets
    .flatMap((sheet, index) => sheet.notes.map(note => ({ note, sheet, name: names[index] })))
    .sort((one, other) => Date.parse(one.note.time) - Date.parse(other.note.time));
  if (all.length === 0) {
    return null;
  }
  return (
    <section aria-label={trans.__('Notes')}>
      <h4>{trans.__('Notes')}</h4>
      <ol className="jpi-NoteList" role="list">
        {all.map(({ note, sheet, name }) => (
          <li key={`${name} ${note.id}`} className="jpi-Note">
            <NoteText note={note} markdown={markdown} />
            <span className="jpi-Note-mark">{name}</span>
            <Corrections
              those={sheet.corrections.filter(one => one.note === note.id)}
              says={({ text }) => text}
            />
            {sheet === mine && note.final && (
              <CorrectionForm view={view} about={{ kind: 'note', note }} />
            )}
          </li>
        ))}
      </ol>
    </section>
  );
}

function Words({ text }: { text: string }): JSX.Element | null {
  return text.trim() === '' ? null : <p className="jpi-Debrief-words">{text}</p>;
}

function Moments(props: { of: IScore; notes: readonly INote[] }): JSX.Element | null {
  const trans = useTrans();
  const { moments } = props.of;
  if (moments.length === 0) {
    return null;
  }
  const times = moments.map(at => {
    const note = props.notes.find(one => one.at === at);
    return note?.time ?? new Date(Number(at.split(':')[1]) / 1000).toISOString();
  });
  return (
    <div className="jpi-Debrief-moments jpi-Muted" role="group" aria-label={trans.__('Seen at')}>
      <span aria-hidden="true">{trans.__('Seen at')}</span>
      {times.map((time, index) => (
        <MomentTime key={index} time={time} />
      ))}
    </div>
  );
}

function Corrections(props: {
  those: readonly ICorrection[];
  says: (one: ICorrection) => string | undefined;
}): JSX.Element | null {
  const trans = useTrans();
  if (props.those.length === 0) {
    return null;
  }
  return (
    <ul className="jpi-Corrections">
      {props.those.map(one => (
        <li key={one.id}>
          <strong>{trans.__('Later: %1', props.says(one) ?? '')}</strong>
          <p className="jpi-Debrief-words">{one.reason}</p>
        </li>
      ))}
    </ul>
  );
}

function isOfAnswer({ answer }: ICorrection): boolean {
  return answer !== undefined;
}

function nameOf(sheet: ISheet, isMine: boolean, trans: TranslationBundle): string {
  if (isMine) {
    return trans.__('You');
  }
  return sheet.name === '' ? trans.__('Another host') : sheet.name;
}
