/**
 * An interview of this browser as one tab knows it: the log up to some entry, as a document, runs
 * and a record. It decides wishes and makes the words of the server out of what it knows.
 */
import * as Y from 'yjs';
import type {
  ClientFrame,
  IAuthor,
  ILogPlace,
  IRun,
  IWelcome,
  ServerFrame
} from '../../contract/protocol';
import { InterviewError } from '../../model/ports';
import { NO_RUNS, reduceRuns, type IRuns } from '../../model/runs/runs';
import { LIMITS, TEMPLATES } from '../../session/server-facts';
import type { Entry, Fact, IChange, IRecord, News } from './database';
import {
  decideEnd,
  decideLanguage,
  decideLost,
  decideOutput,
  decideStart,
  demand,
  stateOf,
  userOf
} from './decisions';

export type Wish = ClientFrame | { type: 'update'; update: Uint8Array };

/** Whether somebody has the interview open in a tab. */
export type IsHere = (userId: string) => boolean;

const EPOCH = 1;

export class LocalRoom {
  constructor(record: IRecord, entries: readonly Entry[]) {
    this.record = record;
    this.doc.transact(() => entries.forEach(entry => this._learn(entry)));
  }

  readonly doc = new Y.Doc();

  /** As it was with the newest entry that this tab has read. */
  record: IRecord;

  get place(): ILogPlace {
    return { seq: this.record.seq, at: String(this.record.seq) };
  }

  learn(record: IRecord, entries: readonly Entry[]): void {
    entries.forEach(entry => this._learn(entry));
    this.record = record;
  }

  /**
   * All wishes, each on top of what those before it change; why some change nothing is added to
   * `refusals`. `now` is in milliseconds.
   */
  decide(
    before: IRecord,
    wishes: readonly Wish[],
    user: IAuthor,
    now: number,
    refusals: ServerFrame[]
  ): IChange {
    let record = before;
    let runs = this._runs;
    const news: News[] = [];
    for (const wish of wishes) {
      try {
        const change = decideOne(record, runs.list, wish, user, now);
        record = { ...record, ...change.record };
        news.push(...change.news);
        runs = change.news.reduce(withNews, runs);
      } catch (problem) {
        refusals.push(refusalOf(problem, wish));
      }
    }
    return { record: { ...record, seq: before.seq }, news };
  }

  /** The end of runs whose tabs are gone. A tab that has not read everything cannot tell. */
  decideLost(before: IRecord, isHere: IsHere, now: number): IChange {
    const isBehind = before.seq !== this.record.seq;
    const facts = isBehind ? [] : decideLost(this._runs.list, isHere, now);
    return { news: facts.map(fact => ({ fact })) };
  }

  welcome(peer: number, user: IAuthor, isHere: IsHere): IWelcome {
    const { id, createdAt, people, language } = this.record;
    const { role, actions, ...state } = stateOf(this.record);
    const { textBytes, outputBytes, jsonBytes, frameBytes } = LIMITS;
    return {
      protocol: 'interview.v1',
      epoch: EPOCH,
      continues: true,
      ...this.place,
      peer,
      user: userOf(user, true),
      role,
      actions,
      language,
      session: { id, createdAt, languages: LANGUAGES, damaged: false, ...state },
      users: people.map(person => userOf(person, isHere(person.id))),
      runs: this._runs.list.slice(-LIMITS.welcomeRuns),
      limits: { textBytes, outputBytes, jsonBytes, frameBytes },
      serverRuns: false,
      files: false,
      attachment: null
    };
  }

  private _learn(entry: Entry): void {
    if ('update' in entry) {
      Y.applyUpdate(this.doc, entry.update);
    }
    this._runs = withNews(this._runs, entry);
  }

  private _runs: IRuns = NO_RUNS;
}

const LANGUAGES = Object.keys(TEMPLATES) as (keyof typeof TEMPLATES)[];

function decideOne(
  record: IRecord,
  runs: readonly IRun[],
  wish: Wish,
  user: IAuthor,
  now: number
): IChange {
  const only = (fact: Fact | null): IChange => ({ news: fact ? [{ fact }] : [] });
  switch (wish.type) {
    case 'update':
      demand(record, 'edit');
      return { news: [{ update: wish.update }] };
    case 'language_change':
      return decideLanguage(record, wish.payload.language, user);
    case 'run_started':
      return only(decideStart(record, runs, wish.payload, user, now));
    case 'run_output':
      return only(decideOutput(runs, wish.payload, user));
    case 'execution_result':
      return only(decideEnd(runs, wish.payload, user, now));
    default:
      return only(null);
  }
}

function withNews(runs: IRuns, news: News): IRuns {
  if ('update' in news) {
    return runs;
  }
  switch (news.fact.type) {
    case 'run_started':
    case 'run_output':
    case 'execution_result':
      return reduceRuns(runs, news.fact);
    default:
      return runs;
  }
}

function refusalOf(problem: unknown, wish: Wish): ServerFrame {
  if (!(problem instanceof InterviewError)) {
    throw problem;
  }
  const about = wish.type === 'update' ? 'sync' : wish.type;
  return { type: 'error', payload: { error: problem.message, code: problem.code, about } };
}
