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
  IPrivateSide,
  IQuestion,
  IWelcome,
  Language,
  Role,
  ServerFrame
} from '../../contract/protocol';
import type { IClock } from '../clock';
import type { IRunner } from '../ports';
import { iso } from '../runs/own-run';
import { toldOf, type IProgramToTest, type IRunnable } from '../runs/program';
import { Slice, type ISlice } from '../slice';
import { AskedCheck, type IPast } from './asked-check';
import { answered, changed, ended, withCheck, withoutCheck, type CheckList } from './check-list';
import { CheckPublisher } from './check-publisher';
import { chosenOf, OwnTests } from './own-tests';
import { NO_PROGRAM_THEN, programThen } from './past-program';

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

export interface IQuestions extends ISlice {
  /** In their order. */
  readonly listed: readonly IQuestion[];
  /** What hosts alone know of a question; null for everybody else. */
  side(id: string): IPrivateSide | null;
  /** What everybody was told of its hidden tests last. */
  hiddenResult(id: string): IHiddenResult | null;
  /** The newest check of this side that one may know of. */
  check(id: string, hidden: boolean): ICheck | null;
  /** Whether the server has all of the checks of this page, but those that it did not take. */
  readonly isTold: boolean;
  /** Whether the server did not take this check of this page. */
  isOnlyHere(checkId: string): boolean;
  /** One's own check that goes on. */
  readonly running: ICheck | null;
  /**
   * The file that would be tested: the one that is looked at, if its language is one of the question's.
   */
  target(id: string): IFile | null;
  /** Why tests cannot be run on the texts of now, or as they were. */
  whyNot(id: string, hidden: boolean, isThen?: boolean): WhyNoTests | null;
  /** Fetches what runs tests in this page, before any are run. */
  prepareTests(): void;
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
  /** The server makes checks itself. */
  serverChecks(): boolean;
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

/** Tests of one side of a question, as this person wants them run. */
interface IWanted {
  readonly question: IQuestion;
  readonly hidden: boolean;
  readonly side: IQuestion | IPrivateSide;
  /** Indexes of cases; none for all. */
  readonly cases: readonly number[];
}

export class Questions extends Slice implements IQuestions {
  constructor(private readonly _options: IQuestionsOptions) {
    super(_options.touched);
    this._publisher = new CheckPublisher({
      send: frame => _options.send(frame),
      renamed: (before, after) => this._rename(before, after),
      clock: _options.clock
    });
    const taken = (): void => {
      _options.taken();
      this.touch();
    };
    this._own = new OwnTests({
      runner: _options.runner,
      answered: (checkId, result) => {
        this._checks = answered(this._checks, checkId, [result]);
        this._publisher.result(checkId, result);
        this.touch();
      },
      ended: (checkId, state, won) => {
        const endedAt = iso(_options.clock.now());
        this._checks = ended(this._checks, { check: checkId, state, endedAt, ...won });
        this._publisher.end(checkId, state);
        this.touch();
      },
      taken
    });
    this._asked = new AskedCheck({
      send: frame => _options.send(frame),
      notify: (sentence, code) => _options.notify(sentence, code),
      past: _options.past,
      touched: taken
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

  get isTold(): boolean {
    return this._publisher.isIdle;
  }

  isOnlyHere(checkId: string): boolean {
    return this._onlyHere.has(checkId);
  }

  get running(): ICheck | null {
    const id = this._options.me()?.id;
    const own = this._checks.find(
      check =>
        check.state === 'running' &&
        (check.id === this._own.checkId ||
          (this._isOnline && check.user !== null && check.user.id === id))
    );
    return own ?? this._asked.check;
  }

  /** Whether the runner runs tests, or will when their texts are there, and can run nothing else. */
  get isTesting(): boolean {
    const { isFetching, check } = this._asked;
    return this._own.isBusy || (isFetching && check?.source === 'browser');
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

  prepareTests(): void {
    // Where it cannot be had now, the first tests ask for it again.
    this._options.runner.prepareCases().catch(() => undefined);
  }

  runTests(id: string, { hidden, cases = [], onServer = false, at }: ITestsAsked): void {
    const question = this._question(id);
    if (question === undefined || this.whyNot(id, hidden, at !== undefined) !== null) {
      return;
    }
    const side = hidden ? this.side(id) : question;
    const isServer = side === null || (onServer && this._options.serverChecks());
    if (at !== undefined) {
      if (side !== null) {
        this._runThen({ question, hidden, side, cases }, isServer, at);
      }
      return;
    }
    const file = this.target(id);
    const program = file && this._options.program(file);
    if (file === null || program === null) {
      return;
    }
    if (isServer) {
      this._ask(question, hidden, cases, file, program.language);
    } else {
      this._run({ question, hidden, side, cases }, program);
    }
  }

  stopTests(): void {
    const check = this.running;
    if (check === null) {
      return;
    }
    if (check.id === this._own.checkId) {
      this._own.stop();
    } else if (check === this._asked.check && this._asked.isFetching) {
      this._asked.forget();
    } else if (this._options.command({ type: 'stop_check', payload: { checkId: check.id } })) {
      this._asked.forget();
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
        this._asked.forget(frame.payload.check);
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
    this._asked.forget();
    this.touch();
  }

  /**
   * Handles the refusal of a frame of this type. False when the person need not hear of it. A check
   * that goes on here and that nobody else can see is stopped; one that has ended stays on this page.
   */
  refused(type: string | null | undefined, code: string): boolean {
    switch (type) {
      case 'check_here':
        this._asked.forget();
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
    this._own.leave();
  }

  override dispose(): void {
    this.leave();
    this._publisher.dispose();
    super.dispose();
  }

  private _connected(welcome: IWelcome): void {
    const { questions = [], sides = [], checks = [], hiddenResults = [], epoch } = welcome;
    this._isOnline = true;
    this._asked.forget();
    if (this._epoch !== null && this._epoch !== epoch) {
      // Checks of a draft belong to its document, and nobody hears of them.
      this._own.forget();
      this._publisher.forgetAll();
      this._checks = [];
    }
    this._epoch = epoch;
    this._forgetWhatIsHosts();
    this._listed = questions;
    this._sides = new Map(sides.map(side => [side.question, side]));
    this._results = new Map(hiddenResults.map(result => [result.question, result]));
    const there = checks.find(({ id }) => id === this._own.checkId);
    if (there !== undefined && !isOpen(there)) {
      this._own.forget();
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
    this._own.forget(checkId);
  }

  private _started(check: ICheck): void {
    this._asked.forget(check.id);
    if (!this._publisher.has(check.id)) {
      this._checks = withCheck(this._checks, check);
      return;
    }
    const { user, startedAt } = check;
    this._checks = changed(this._checks, check.id, here => ({ ...here, user, startedAt }));
    this._publisher.accepted(check.id);
  }

  /** The server runs tests on the texts of now. */
  private _ask(
    { id: question }: IQuestion,
    hidden: boolean,
    cases: readonly number[],
    { id: file, name }: IFile,
    language: Language
  ): void {
    const about = { question, hidden, language, file: name, total: cases.length };
    const check = this._begun({ ...about, source: 'server' });
    this._asked.ask(check, { checkId: check.id, question, hidden, file, cases: [...cases] });
  }

  /** Tests run on the texts of an earlier moment, once they are there. */
  private _runThen(wanted: IWanted, isServer: boolean, at: string): void {
    const { question, hidden, cases } = wanted;
    const { languages } = question;
    const about = { question: question.id, hidden, at };
    const check = this._begun({
      ...about,
      language: languages[0],
      file: null,
      total: cases.length,
      source: isServer ? 'server' : 'browser'
    });
    const lookedAt = this._options.file()?.id;
    void this._asked.fetch(check, at, texts => {
      const found = programThen(texts, languages, lookedAt);
      if (found !== null && isServer) {
        const told = { ...about, checkId: check.id, file: found.file, cases: [...cases] };
        return this._options.past.checkThen(told);
      }
      this._asked.forget();
      if (found === null) {
        this._options.notify(NO_PROGRAM_THEN);
      } else {
        this._run(wanted, found.program, at);
      }
      return undefined;
    });
  }

  /** Tests run in this page's sandbox. */
  private _run(
    { question, hidden, side, cases: asked }: IWanted,
    program: IProgramToTest,
    at?: string
  ): void {
    const { language, name: file } = program;
    const { cases, indexes } = chosenOf(side, asked);
    const about = {
      question: question.id,
      hidden,
      language,
      file,
      ...(at !== undefined && { at })
    };
    const check = this._begun({ ...about, total: indexes.length, source: 'browser' });
    this._checks = withCheck(this._checks, check);
    const told = { ...about, checkId: check.id, cases: [...indexes], program: toldOf(program) };
    this._publisher.start(told);
    const outside = hidden ? this.side(question.id)?.outside : undefined;
    this._own.run(check.id, { question, cases, indexes, outside }, program);
  }

  /** A check of this person's that begins now. */
  private _begun(
    about: Pick<ICheck, 'question' | 'hidden' | 'source' | 'language' | 'file' | 'total' | 'at'>
  ): ICheck {
    const me = this._options.me();
    return {
      ...about,
      id: UUID.uuid4(),
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

  /** A check that nobody else will see: one that goes on here is stopped and is not there any more. */
  private _drop(checkId: string): void {
    if (this._own.checkId === checkId) {
      this._own.forget();
      this._checks = withoutCheck(this._checks, checkId);
    } else {
      this._onlyHere.add(checkId);
    }
    this.touch();
  }

  private _rename(before: string, after: string): void {
    this._checks = changed(this._checks, before, check => ({ ...check, id: after }));
    this._own.rename(before, after);
  }

  private _mayRun(hidden: boolean): boolean {
    const options = this._options;
    const mayAsk =
      options.role() === 'candidate' && options.candidateChecks() && options.serverChecks();
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

  private _question(id: string): IQuestion | undefined {
    return this._listed.find(question => question.id === id);
  }

  private readonly _publisher: CheckPublisher;
  private readonly _own: OwnTests;
  private readonly _asked: AskedCheck;
  private _listed: readonly IQuestion[] = [];
  private _sides = new Map<string, IPrivateSide>();
  private _results = new Map<string, IHiddenResult>();
  private _checks: CheckList = [];
  /** The ids of checks of this page that the server did not take. */
  private readonly _onlyHere = new Set<string>();
  private _isOnline = false;
  private _epoch: number | null = null;
}

/** Whether the server may still be told of it, or could be again. */
function isOpen({ state }: ICheck): boolean {
  return state === 'running' || state === 'lost';
}

/** In this order. What is not named keeps its order, behind the others. */
function inOrder(questions: readonly IQuestion[], ids: readonly string[]): IQuestion[] {
  const named = ids.flatMap(id => questions.find(question => question.id === id) ?? []);
  return [...named, ...questions.filter(question => !named.includes(question))];
}
