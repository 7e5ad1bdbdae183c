/**
 * The questions of an interview as the server told them, and the checks of programs that this page
 * knows of: everybody's from the server's events, one's own from the runner as results come.
 *
 * What hosts alone may know is forgotten here, too, when somebody stops being one.
 */
import { UUID } from '@lumino/coreutils';
import type {
  ClientFrame,
  IAuthor,
  ICheck,
  IFile,
  IHiddenResult,
  IMoment,
  IPastCheck,
  IPrivateSide,
  IQuestion,
  ITextsThen,
  IWelcome,
  Role,
  ServerFrame
} from '../../contract/protocol';
import { casesOf, type ICase } from '../../runner/cases/case';
import { pointsOf } from '../../runner/cases/points';
import { whole } from '../../runner/cases/shown';
import type { IClock } from '../clock';
import { OFFLINE } from '../offline/offline-notice';
import { InterviewError, type ICasesHandle, type ICasesRequest, type IRunner } from '../ports';
import { iso } from '../runs/own-run';
import { toldOf, type IProgramToTest, type IRunnable } from '../runs/program';
import { Slice, type ISlice } from '../slice';
import {
  answered,
  changed,
  ended,
  passedOf,
  withCheck,
  withoutCheck,
  type CheckList
} from './check-list';
import { CheckPublisher, type OwnEnd } from './check-publisher';
import { fileThen, NO_PROGRAM_THEN, programThen } from './past-program';

/** Why tests cannot be run now. */
export type WhyNoTests = 'no_target' | 'no_cases' | 'not_allowed' | 'busy';

export interface ITestsAsked {
  hidden: boolean;
  /** Indexes of the cases of that side; all of them by default. */
  cases?: readonly number[];
  /**
   * The server runs them, if it makes runs. Hidden tests that one may not see run there in any case.
   */
  onServer?: boolean;
  /** The place in the log whose texts are run; those of now if there is none. */
  at?: string;
}

/** The log, of which hosts ask how texts were. */
export interface IPast {
  moments(): Promise<readonly IMoment[]>;
  textsAt(at: string): Promise<ITextsThen>;
  checkThen(check: IPastCheck): Promise<unknown>;
}

export interface IQuestions extends ISlice {
  /** In their order. */
  readonly listed: readonly IQuestion[];
  /** What hosts alone know of a question; null for everybody else. */
  side(id: string): IPrivateSide | null;
  /** What everybody was told of its hidden tests last. */
  hiddenResult(id: string): IHiddenResult | null;
  /** The newest check of this side that one may know of. */
  check(id: string, hidden: boolean): ICheck | null;
  /** One's own check that goes on. */
  readonly running: ICheck | null;
  /**
   * The file that would be tested: the one that is looked at, if its language is one of the question's.
   */
  target(id: string): IFile | null;
  /** Why tests cannot be run on the texts of now, or as they were. */
  whyNot(id: string, hidden: boolean, isThen?: boolean): WhyNoTests | null;
  /** Does nothing when there is a reason not to. */
  runTests(id: string, options: ITestsAsked): void;
  /** Stops one's own check. */
  stopTests(): void;
  /** The newest moments on whose texts hosts can run tests, oldest first. */
  moments(): Promise<readonly IMoment[]>;
  remove(id: string): void;
  order(ids: readonly string[]): void;
}

export interface IQuestionsOptions {
  runner: IRunner;
  send(frame: ClientFrame): boolean;
  /** Sends a command, or tells the person that there is no connection. */
  command(frame: ClientFrame): boolean;
  notify(sentence: string, code?: string): void;
  past: IPast;
  me(): IAuthor | null;
  role(): Role | null;
  can(action: 'run' | 'hidden_tests' | 'look_back'): boolean;
  /** Candidates may start hidden tests on the server. */
  candidateChecks(): boolean;
  /** The server makes runs itself, and with them checks. */
  serverRuns(): boolean;
  /** A run of this person goes on. */
  isRunning(): boolean;
  /** The texts of the files are there. */
  isReady(): boolean;
  /** The file that is looked at. */
  file(): IFile | undefined;
  /** What is run with this file; null for one that is no program. */
  program(file: IFile): IRunnable | null;
  clock: IClock;
  /** Whether tests keep the runner busy has changed. */
  taken(): void;
  touched: () => void;
}

/** What is kept of a text of a result. */
const SHOWN_LENGTH = 2000;

/** The check that runs in this page's sandbox. */
interface IActive {
  id: string;
  /** All cases of its side, and the indexes of those that are run. */
  readonly cases: readonly ICase[];
  readonly indexes: readonly number[];
  handle: ICasesHandle | null;
  isStopped: boolean;
}

type Judged = Parameters<ICasesRequest['onResult']>[0];

export class Questions extends Slice implements IQuestions {
  constructor(private readonly _options: IQuestionsOptions) {
    super(_options.touched);
    this._publisher = new CheckPublisher({
      send: frame => _options.send(frame),
      renamed: (before, after) => this._rename(before, after),
      clock: _options.clock
    });
  }

  get listed(): readonly IQuestion[] {
    return this._listed;
  }

  side(id: string): IPrivateSide | null {
    return this._sides.get(id) ?? null;
  }

  hiddenResult(id: string): IHiddenResult | null {
    return this._results.get(id) ?? null;
  }

  check(id: string, hidden: boolean): ICheck | null {
    return this._checks.filter(one => one.question === id && one.hidden === hidden).at(-1) ?? null;
  }

  get running(): ICheck | null {
    const id = this._options.me()?.id;
    const own = this._checks.find(
      check =>
        check.state === 'running' &&
        (check.id === this._active?.id ||
          (this._isOnline && check.user !== null && check.user.id === id))
    );
    return own ?? this._asked;
  }

  /** Whether the runner runs tests, and can run nothing else. */
  get isTesting(): boolean {
    return this._testing > 0;
  }

  target(id: string): IFile | null {
    const file = this._options.file();
    const question = this._question(id);
    const language = file?.language ?? null;
    return file !== undefined && language !== null && question?.languages.includes(language)
      ? file
      : null;
  }

  whyNot(id: string, hidden: boolean, isThen = false): WhyNoTests | null {
    const question = this._question(id);
    const isAllowed = isThen ? this._options.can('look_back') : this._mayRun(hidden);
    if (question === undefined || !isAllowed) {
      return 'not_allowed';
    }
    // How many hidden tests there are, others than hosts do not know.
    const side = hidden ? this.side(id) : question;
    const isEmpty = side === null ? this._options.can('hidden_tests') : side.cases.length === 0;
    if (isEmpty) {
      return 'no_cases';
    }
    if (!isThen && (this.target(id) === null || !this._options.isReady())) {
      return 'no_target';
    }
    return this.running !== null || this.isTesting || this._options.isRunning() ? 'busy' : null;
  }

  runTests(id: string, { hidden, cases = [], onServer = false, at }: ITestsAsked): void {
    if (at !== undefined) {
      void this._runThen(id, at, { hidden, cases, onServer });
      return;
    }
    const file = this.target(id);
    const question = this._question(id);
    if (this.whyNot(id, hidden) !== null || file === null || question === undefined) {
      return;
    }
    const side = hidden ? this.side(id) : question;
    if (side === null || (onServer && this._options.serverRuns())) {
      this._ask(question, file, hidden, cases);
      return;
    }
    const program = this._options.program(file);
    if (program !== null) {
      this._run(question, hidden, program, chosenOf(casesOf(side), cases));
    }
  }

  stopTests(): void {
    const check = this.running;
    if (check === null) {
      return;
    }
    if (check.id === this._active?.id) {
      this._active.isStopped = true;
      this._active.handle?.stop();
    } else if (check.id === this._fetching) {
      this._forgetAsked();
    } else if (this._options.command({ type: 'stop_check', payload: { checkId: check.id } })) {
      this._forgetAsked();
    }
  }

  moments(): Promise<readonly IMoment[]> {
    return this._options.past.moments();
  }

  remove(id: string): void {
    this._options.command({ type: 'question_remove', payload: { question: id } });
  }

  order(ids: readonly string[]): void {
    this._options.command({ type: 'questions_order', payload: { questions: [...ids] } });
  }

  /** Another file is looked at. */
  look(): void {
    this.touch();
  }

  hear(frame: ServerFrame): void {
    switch (frame.type) {
      case 'welcome':
        this._connected(frame.payload);
        break;
      case 'session_state':
        break;
      case 'waiting':
        // Their role is told when they are let in.
        this._forgetPrivate();
        break;
      case 'question': {
        const { question } = frame.payload;
        this._listed = [...this._listed.filter(({ id }) => id !== question.id), question];
        break;
      }
      case 'private_side':
        this._sides.set(frame.payload.side.question, frame.payload.side);
        break;
      case 'question_removed':
        this._listed = this._listed.filter(({ id }) => id !== frame.payload.question);
        this._sides.delete(frame.payload.question);
        break;
      case 'questions_order':
        this._listed = inOrder(this._listed, frame.payload.questions);
        break;
      case 'check_started':
        this._started(frame.payload.check);
        break;
      case 'check_results':
        this._checks = answered(this._checks, frame.payload.check, frame.payload.results);
        break;
      case 'check_ended':
        this._checks = ended(this._checks, frame.payload);
        // Whatever the program here does.
        this._forget(frame.payload.check);
        break;
      case 'hidden_result': {
        const { result } = frame.payload;
        this._results.set(result.question, result);
        break;
      }
      case 'hidden_check_ended':
        if (this._asked?.id === frame.payload.check) {
          this._forgetAsked();
        }
        break;
      default:
        return;
    }
    this._forgetWhatIsHosts();
    this.touch();
  }

  disconnected(): void {
    this._isOnline = false;
    this._publisher.disconnected();
    this._forgetAsked();
    this.touch();
  }

  /**
   * Handles the refusal of a frame of this type. False when the person need not hear of it. A check
   * that goes on here and that nobody else can see is stopped; one that has ended stays on this page.
   */
  refused(type: string | null | undefined, code: string): boolean {
    switch (type) {
      case 'check_here':
        this._forgetAsked();
        return true;
      case 'stop_check':
        return code !== 'run_conflict';
      case 'check_started': {
        const checkId = this._publisher.refused(false);
        if (checkId !== null) {
          this._drop(checkId);
        }
        return true;
      }
      case 'check_results':
      case 'check_ended':
        this._publisher.refused(true);
        return code !== 'run_conflict';
      default:
        return true;
    }
  }

  /** Ends the check of this page, because the sandbox goes away with it. */
  leave(): void {
    const active = this._active;
    this._stopHere();
    if (active !== null) {
      this._end(active, 'stopped');
    }
  }

  override dispose(): void {
    this.leave();
    this._publisher.dispose();
    super.dispose();
  }

  private _connected(welcome: IWelcome): void {
    const { questions = [], sides = [], checks = [], hiddenResults = [], epoch } = welcome;
    this._isOnline = true;
    this._forgetAsked();
    if (this._epoch !== null && this._epoch !== epoch) {
      // Checks of a draft belong to its document, and nobody hears of them.
      this._stopHere();
      this._publisher.forgetAll();
      this._checks = [];
    }
    this._epoch = epoch;
    this._forgetWhatIsHosts();
    this._listed = questions;
    this._sides = new Map(sides.map(side => [side.question, side]));
    this._results = new Map(hiddenResults.map(result => [result.question, result]));
    const there = checks.find(({ id }) => id === this._active?.id);
    if (there !== undefined && !isOpen(there)) {
      this._stopHere();
    }
    this._forgetRemoved();
    this._checks = this._merged(checks);
    this._publisher.connected(checks);
  }

  /** The server's checks, and those of this page of which it does not have all. */
  private _merged(theirs: readonly ICheck[]): CheckList {
    const all = theirs.map(there => {
      const here = this._checks.find(({ id }) => id === there.id);
      return here !== undefined && this._publisher.has(there.id) && isOpen(there)
        ? { ...here, user: there.user, startedAt: there.startedAt }
        : there;
    });
    const untold = this._checks
      .filter(({ id }) => this._publisher.has(id) || this._onlyHere.has(id))
      .filter(check => !theirs.some(({ id }) => id === check.id));
    return [...all, ...untold].sort((one, other) => one.startedAt.localeCompare(other.startedAt));
  }

  /** Checks of this page of questions that were removed meanwhile. */
  private _forgetRemoved(): void {
    const isRemoved = ({ question }: ICheck): boolean => this._question(question) === undefined;
    this._checks.filter(isRemoved).forEach(({ id }) => this._forget(id));
    this._checks = this._checks.filter(check => !isRemoved(check));
  }

  /** Nothing more is told of a check, and one that goes on here is stopped. */
  private _forget(checkId: string): void {
    this._publisher.forget(checkId);
    this._onlyHere.delete(checkId);
    if (this._active?.id === checkId) {
      this._stopHere();
    }
  }

  private _started(check: ICheck): void {
    if (this._asked?.id === check.id) {
      this._forgetAsked();
    }
    if (!this._publisher.has(check.id)) {
      this._checks = withCheck(this._checks, check);
      return;
    }
    const { user, startedAt } = check;
    this._checks = changed(this._checks, check.id, here => ({ ...here, user, startedAt }));
    this._publisher.accepted(check.id);
  }

  /** The server runs the tests. Until it has said so this page alone knows of it. */
  private _ask(
    { id: question }: IQuestion,
    { id: fileId, name, language }: IFile,
    hidden: boolean,
    cases: readonly number[]
  ): void {
    const checkId = UUID.uuid4();
    const payload = { checkId, question, hidden, file: fileId, cases: [...cases] };
    if (language === null || !this._options.send({ type: 'check_here', payload })) {
      this._options.notify(OFFLINE);
      return;
    }
    const about = { id: checkId, question, hidden, language, file: name, total: cases.length };
    this._asked = this._begun({ ...about, source: 'server' });
    this.touch();
  }

  /** Tests run on the texts of an earlier moment, once they are there. */
  private async _runThen(
    id: string,
    at: string,
    { hidden, cases, onServer }: Required<Omit<ITestsAsked, 'at'>>
  ): Promise<void> {
    const question = this._question(id);
    const side = hidden ? this.side(id) : question;
    if (this.whyNot(id, hidden, true) !== null || question === undefined || !side) {
      return;
    }
    const { past } = this._options;
    const checkId = UUID.uuid4();
    const isServer = onServer && this._options.serverRuns();
    const [language] = question.languages;
    const about = { id: checkId, question: id, hidden, language, file: null, total: cases.length };
    this._asked = this._begun({ ...about, source: isServer ? 'server' : 'browser', at });
    this._fetching = checkId;
    this.touch();
    const isWanted = (): boolean => this._asked?.id === checkId;
    try {
      const texts = await past.textsAt(at);
      if (!isWanted()) {
        return;
      }
      const file = fileThen(texts, question.languages, this._options.file()?.id);
      const program = file && programThen(texts, file);
      if (file === null || program === null) {
        this._options.notify(NO_PROGRAM_THEN);
        this._forgetAsked();
      } else if (isServer) {
        this._fetching = null;
        await past.checkThen({
          checkId,
          question: id,
          hidden,
          file: file.id,
          cases: [...cases],
          at
        });
      } else {
        this._forgetAsked();
        this._run(question, hidden, program, chosenOf(casesOf(side), cases), at);
      }
    } catch (problem) {
      if (!(problem instanceof InterviewError)) {
        throw problem;
      }
      this._options.notify(problem.message, problem.code);
      if (isWanted()) {
        this._forgetAsked();
      }
    }
  }

  private _run(
    { id: question, names, seconds }: IQuestion,
    hidden: boolean,
    program: IProgramToTest,
    { cases, indexes }: Pick<IActive, 'cases' | 'indexes'>,
    at?: string
  ): void {
    const { language, name, code, files } = program;
    const checkId = UUID.uuid4();
    const active: IActive = { id: checkId, cases, indexes, handle: null, isStopped: false };
    const about = { question, hidden, language, file: name, ...(at !== undefined && { at }) };
    const begun = this._begun({ id: checkId, ...about, total: indexes.length, source: 'browser' });
    this._active = active;
    this._checks = withCheck(this._checks, begun);
    const told = { checkId, ...about, cases: [...indexes], program: toldOf(program) };
    this._publisher.start(told);
    this._testing++;
    active.handle = this._options.runner.runCases({
      language,
      code,
      name,
      files,
      names,
      seconds,
      cases: indexes.map(index => cases[index]),
      outside: hidden ? this._sides.get(question)?.outside : undefined,
      onResult: judged => this._result(active, judged),
      onOutput: () => undefined
    });
    void active.handle.finished.then(() => {
      this._testing--;
      if (this._active === active) {
        this._active = null;
        this._end(active, active.isStopped ? 'stopped' : 'ended');
      }
      this._options.taken();
      this.touch();
    });
    this._options.taken();
    this.touch();
  }

  private _begun(
    about: Pick<
      ICheck,
      'id' | 'question' | 'hidden' | 'source' | 'language' | 'file' | 'total' | 'at'
    >
  ): ICheck {
    const me = this._options.me();
    return {
      ...about,
      user: me && { id: me.id, name: me.name, color: me.color },
      state: 'running',
      startedAt: iso(this._options.clock.now()),
      endedAt: null,
      results: [],
      passed: 0,
      points: 0,
      of: 0
    };
  }

  private _result(active: IActive, { index: place, verdict, ms }: Judged): void {
    if (this._active !== active) {
      return;
    }
    const index = active.indexes[place];
    const { status, expected, got, message } = verdict;
    const texts = { expected: cut(expected), got: cut(got), message: cut(message) };
    const result = { index, name: active.cases[index].name, status, ...texts, ms };
    this._checks = answered(this._checks, active.id, [result]);
    this._publisher.result(active.id, result);
    this.touch();
  }

  private _end({ id, cases, indexes }: IActive, state: OwnEnd): void {
    const passed = passedOf(this._checks.find(check => check.id === id)?.results ?? []);
    const points = pointsOf(cases, indexes, passed);
    const endedAt = iso(this._options.clock.now());
    this._checks = ended(this._checks, {
      check: id,
      state,
      endedAt,
      passed: passed.size,
      ...points
    });
    this._publisher.end(id, state);
    this.touch();
  }

  /** Nothing more is heard of the check of this page. */
  private _stopHere(): void {
    this._active?.handle?.stop();
    this._active = null;
  }

  /** A check that nobody else will see: one that goes on here is stopped and is not there any more. */
  private _drop(checkId: string): void {
    if (this._active?.id === checkId) {
      this._stopHere();
      this._checks = withoutCheck(this._checks, checkId);
    } else {
      this._onlyHere.add(checkId);
    }
    this.touch();
  }

  private _rename(before: string, after: string): void {
    this._checks = changed(this._checks, before, check => ({ ...check, id: after }));
    if (this._active?.id === before) {
      this._active.id = after;
    }
  }

  private _mayRun(hidden: boolean): boolean {
    const options = this._options;
    const mayAsk =
      options.role() === 'candidate' && options.candidateChecks() && options.serverRuns();
    // Whoever looks back runs tests on the last texts, too, once an interview has ended.
    const looksBack = options.can('look_back');
    return looksBack || (options.can('run') && (!hidden || options.can('hidden_tests') || mayAsk));
  }

  /** Others than hosts know nothing of private sides and hidden tests, and did not before. */
  private _forgetWhatIsHosts(): void {
    const role = this._options.role();
    if (role !== 'owner' && role !== 'interviewer') {
      this._forgetPrivate();
    }
  }

  /** What hosts alone may know. */
  private _forgetPrivate(): void {
    this._sides.clear();
    const isForHosts = ({ hidden, at }: ICheck): boolean => hidden || at !== undefined;
    this._checks.filter(isForHosts).forEach(({ id }) => this._forget(id));
    this._checks = this._checks.filter(check => !isForHosts(check));
  }

  private _forgetAsked(): void {
    this._fetching = null;
    if (this._asked !== null) {
      this._asked = null;
      this.touch();
    }
  }

  private _question(id: string): IQuestion | undefined {
    return this._listed.find(question => question.id === id);
  }

  private readonly _publisher: CheckPublisher;
  private _listed: readonly IQuestion[] = [];
  private _sides = new Map<string, IPrivateSide>();
  private _results = new Map<string, IHiddenResult>();
  private _checks: CheckList = [];
  /** The ids of checks of this page that the server did not take. */
  private readonly _onlyHere = new Set<string>();
  private _active: IActive | null = null;
  /** Checks that keep the runner busy: one, and one that was stopped until its program has ended. */
  private _testing = 0;
  /** A check that the server was asked for and has not told of. */
  private _asked: ICheck | null = null;
  /** The check that was asked for, while its texts are fetched. */
  private _fetching: string | null = null;
  private _isOnline = false;
  private _epoch: number | null = null;
}

/** The cases that are run: those that were asked for, or all. */
function chosenOf(
  cases: readonly ICase[],
  asked: readonly number[]
): Pick<IActive, 'cases' | 'indexes'> {
  const named = [...new Set(asked)].filter(index => index >= 0 && index < cases.length);
  return { cases, indexes: named.length > 0 ? named : cases.map((_, index) => index) };
}

/** Whether the server may still be told of it, or could be again. */
function isOpen({ state }: ICheck): boolean {
  return state === 'running' || state === 'lost';
}

/** A text that fits into a frame and can be sent. */
function cut(text: string): string {
  return whole(text.slice(0, SHOWN_LENGTH));
}

/** In this order. What is not named keeps its order, behind the others. */
function inOrder(questions: readonly IQuestion[], ids: readonly string[]): IQuestion[] {
  const named = ids.flatMap(id => questions.find(question => question.id === id) ?? []);
  return [...named, ...questions.filter(question => !named.includes(question))];
}
