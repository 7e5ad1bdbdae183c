/** The questions of an interview that is taken away, and how many of their tests passed. */
import type { SessionEvent } from '../../../contract/generated-events';
import { placeOf } from '../../../contract/places';

type EventOf<Type extends SessionEvent['type']> = Extract<SessionEvent, { type: Type }>;
type Question = EventOf<'QuestionLoaded'>['question'];

/** How many cases passed in one check. `by` is empty if nobody knows who it was. */
export interface IChecked {
  readonly question: Question;
  readonly isHidden: boolean;
  readonly by: string;
  readonly atUs: number;
  readonly language: string;
  readonly source: 'browser' | 'server';
  readonly total: number;
  readonly passed: number;
  readonly points: number;
  readonly of: number;
  readonly state: 'running' | EventOf<'CheckEnded'>['state'];
  /** When the texts were as they were run, if that was not when it began. */
  readonly thenUs: number | null;
}

/** The most checks that are told, the newest ones. */
export const MOST_CHECKS = 1000;

/** Reads them from the events of a log, one after the other. */
export class Checked {
  /** The questions that are listed, in their order. */
  get questions(): readonly Question[] {
    return this._listed;
  }

  /** From the oldest to the newest. A server that begins goes on with no check of another one. */
  get checks(): readonly IChecked[] {
    return [...this._checks.values()].map(check =>
      check.source === 'server' && check.state === 'running' ? { ...check, state: 'lost' } : check
    );
  }

  take(event: SessionEvent, atUs: number): void {
    switch (event.type) {
      case 'QuestionLoaded':
        this._known.set(event.question.id, event.question);
        this._listed.push(event.question);
        break;
      case 'QuestionRemoved':
        this._listed = this._listed.filter(({ id }) => id !== event.question);
        break;
      case 'QuestionsOrdered':
        this._order(event.questions);
        break;
      case 'CheckStarted':
        this._begin(event, atUs);
        break;
      case 'CheckAnswered': {
        const passed = event.results.filter(({ status }) => status === 'passed').length;
        this._change(event.check, check => ({ passed: check.passed + passed }));
        break;
      }
      case 'CheckEnded': {
        const { passed, points, of, state } = event;
        this._change(event.check, () => ({ passed, points, of, state }));
        break;
      }
      case 'SessionChanged':
        if ((event.epoch ?? null) !== null) {
          this._checks.clear();
        }
    }
  }

  private _order(ids: readonly string[]): void {
    const named = [...new Set(ids)].flatMap(id => this._listed.filter(one => one.id === id));
    this._listed = [...named, ...this._listed.filter(one => !named.includes(one))];
  }

  private _begin(event: EventOf<'CheckStarted'>, atUs: number): void {
    const question = this._known.get(event.question);
    if (question !== undefined) {
      this._checks.set(event.check, {
        question,
        isHidden: event.hidden ?? true,
        by: event.user?.name ?? '',
        atUs,
        language: event.language,
        source: event.source,
        total: event.cases.length,
        passed: 0,
        points: 0,
        of: 0,
        state: 'running',
        thenUs: event.at === undefined || event.at === null ? null : placeOf(event.at).atUs
      });
    }
    const old = [...this._checks.keys()].slice(0, -MOST_CHECKS);
    old.forEach(id => this._checks.delete(id));
  }

  private _change(id: string, change: (check: IChecked) => Partial<IChecked>): void {
    const check = this._checks.get(id);
    if (check !== undefined) {
      this._checks.set(id, { ...check, ...change(check) });
    }
  }

  private readonly _known = new Map<string, Question>();
  private _listed: Question[] = [];
  private readonly _checks = new Map<string, IChecked>();
}
