/** A server's remarks for specs, as far as one host meets them: nothing of it is refused. */
import type { IRemarks, IRubricCriterion, ISheet } from '../src/contract/protocol';
import type { IRemarkChange } from '../src/model/ports';
import type { RemarkPort } from '../src/features/notes/notes-props';

export const RUBRIC: IRubricCriterion[] = [1, 2, 3].map(number => ({
  id: `q-one.${number}`,
  question: 'Coupons',
  name: `Part ${number}`,
  levels: ['low', 'lower middle', 'upper middle', 'high'].map(word => `${word} ${number}`)
}));

export function sheet(name: string, more: Partial<ISheet> = {}): ISheet {
  return { name, notes: [], scores: [], recommendation: null, corrections: [], ...more };
}

/** All three parts at these levels, and submitted. */
export function submitted(
  name: string,
  levels: readonly (number | null)[],
  more: Partial<ISheet> = {}
): ISheet {
  return sheet(name, {
    scores: levels.map((level, index) => ({
      criterion: RUBRIC[index],
      level,
      moments: [],
      why: level === null ? '' : `${name} saw it`
    })),
    recommendation: { answer: 'yes', why: '', time: '2026-09-30T10:00:00.000Z' },
    ...more
  });
}

export class RemarkServer {
  constructor(
    public mine: ISheet = sheet('Ana'),
    public others: ISheet[] = []
  ) {}

  readonly asked: IRemarkChange[] = [];
  /** The next requests are not answered well. */
  isDown = false;
  /** The next requests are not answered yet. */
  isSilent = false;

  readonly port: RemarkPort = change => {
    if (this.isDown) {
      return Promise.reject(new Error('The server cannot be reached.'));
    }
    if (this.isSilent) {
      return new Promise(() => undefined);
    }
    if (change !== undefined) {
      this.asked.push(change);
      this.mine = this._after(change);
    }
    return Promise.resolve(this._told());
  };

  private _told(): IRemarks {
    const { mine, others } = this;
    return { rubric: RUBRIC, mine, ...(mine.recommendation === null ? {} : { others }) };
  }

  private _after({ part: [kind, id], body }: IRemarkChange): ISheet {
    const { notes, scores, corrections } = this.mine;
    const given = body as never;
    const time = '2026-09-30T10:00:00.000Z';
    switch (kind) {
      case 'notes': {
        const rest = notes.filter(note => note.id !== id);
        const place = { at: '3:1790000000000000', time, shared: false, final: false };
        const before = notes.find(note => note.id === id) ?? { ...place, id, text: '' };
        const { shared = false } = (body ?? {}) as { shared?: boolean };
        const note = { ...before, ...(given as object), shared, final: shared };
        return { ...this.mine, notes: body === null ? rest : [...rest, note] };
      }
      case 'scores': {
        const criterion = RUBRIC.find(one => one.id === id)!;
        const rest = scores.filter(score => score.criterion.id !== id);
        return { ...this.mine, scores: [...rest, { criterion, ...(given as object) } as never] };
      }
      case 'recommendation':
        return { ...this.mine, recommendation: { time, ...(given as object) } as never };
      default:
        return {
          ...this.mine,
          corrections: [...corrections, { id, time, ...(given as object) } as never]
        };
    }
  }
}
