/**
 * Keeps a widget's kernel told of its interview, and does what the kernel commands, in order.
 *
 * A page may show one widget several times; each view has an interview model of its own and the
 * oldest that is open speaks for all, so that a command is one edit. One message is on its way at a
 * time: a busy kernel finds the newest word and no queue.
 */
import { fileIn } from '../../contract/files';
import type { IRun } from '../../contract/protocol';
import type { IBuffer } from '../../model/document/buffers';
import type { IInterviewModel } from '../../model/interview';
import type { FromKernel, FromPage, IPanelState, ICommand } from './messages';
import { rebase } from './rebase';

const NOT_ALLOWED = 'You may not change this interview now.';
const OFFLINE = 'There is no connection to the interview.';
const NO_SWITCH = 'The language was not switched.';
const TOO_LONG = 'That is more text than an interview holds.';
/** For the answer to a switch of the language, and for the text of one seen for the first time. */
const SWITCH_MS = 10_000;
const SEED_MS = 1_000;

interface IQueued {
  n: number;
  command: ICommand;
  since: number;
}

export interface IPanelLinkOptions {
  page: string;
  /** Settles when the kernel has taken the message. */
  send: (message: FromPage) => Promise<void>;
  now?: () => number;
}

export class PanelLink {
  constructor(private readonly _options: IPanelLinkOptions) {}

  /** A view has opened the interview. */
  add(model: IInterviewModel): void {
    this._models.push(model);
    model.changed.connect(this._onChange);
    if (this._current === null) {
      this._follow(model);
      void this._options.send({ type: 'opened', page: this._options.page });
    }
    this._onChange();
  }

  /** A view is gone, and its model disposed of. */
  remove(model: IInterviewModel): void {
    this._models = this._models.filter(other => other !== model && !other.isDisposed);
    if (this._current !== model && this._current?.isDisposed !== true) {
      return;
    }
    this._follow(this._models[0] ?? null);
    if (this._current === null) {
      this._told = {};
      this._toldRuns = new Map();
      void this._options.send({ type: 'closed', page: this._options.page });
    } else {
      this._onChange();
    }
  }

  failed(sentence: string): void {
    this._refuse(0, sentence);
  }

  hear(message: FromKernel): void {
    if (message.type === 'who') {
      if (this._current !== null) {
        this._told = {};
        this._toldRuns = new Map();
        void this._options.send({ type: 'opened', page: this._options.page });
        this._onChange();
      }
    } else if (message.to === this._options.page && message.n > this._heard) {
      this._heard = message.n;
      this._commands.push({ n: message.n, command: message.command, since: this._now() });
      this._onChange();
    }
  }

  private readonly _onChange = (): void => {
    if (this._current === null || this._current.isDisposed) {
      return;
    }
    this._watchText(shownOf(this._current));
    this._fulfil(this._current);
    void this._tell();
  };

  private _follow(model: IInterviewModel | null): void {
    this._current = model;
    this._watchText(model && shownOf(model));
  }

  private _watchText(buffer: IBuffer | null): void {
    if (buffer !== this._buffer) {
      this._buffer?.shared.changed.disconnect(this._onChange);
      this._buffer = buffer;
      buffer?.shared.changed.connect(this._onChange);
    }
  }

  private _fulfil(model: IInterviewModel): void {
    let next: IQueued | undefined;
    // It is taken out before it is done, because an edit calls back immediately.
    while ((next = this._commands.shift()) !== undefined) {
      const result = this._try(model, next.command, this._now() - next.since);
      if (result === 'later') {
        this._commands.unshift(next);
        clearTimeout(this._again);
        this._again = setTimeout(this._onChange, SEED_MS / 4);
        return;
      }
      this._done = next.n;
      // The kernel did not read messages while it had a command.
      this._told = { ...this._told, language: undefined, code: undefined };
      if (result !== 'done') {
        this._refuse(next.n, result);
      }
    }
  }

  /** `done`, `later`, or the sentence of a refusal. */
  private _try(model: IInterviewModel, command: ICommand, waitedMs: number): string {
    if (!model.document.ready) {
      return model.connection.state === 'closed' ? OFFLINE : 'later';
    }
    const target = command.language ?? model.session.language;
    if (target !== model.session.language) {
      if (model.connection.state !== 'online') {
        return OFFLINE;
      }
      if (!model.session.can('language')) {
        return NOT_ALLOWED;
      }
      if (waitedMs > SWITCH_MS) {
        return NO_SWITCH;
      }
      if (command.kind === 'language' && this._asked !== target) {
        this._asked = target;
        model.session.setLanguage(target);
      }
      // A text for another language than is shown waits for that language's switch, if there is one.
      return command.kind === 'language' || waitedMs < SEED_MS ? 'later' : NO_SWITCH;
    }
    this._asked = null;
    return command.kind === 'language' ? 'done' : edit(model, command, waitedMs);
  }

  private async _tell(): Promise<void> {
    if (this._isTelling) {
      return;
    }
    this._isTelling = true;
    // What comes in one turn is told in one message.
    await Promise.resolve();
    for (let state = this._changes(); state !== null; state = this._changes()) {
      const { page } = this._options;
      await this._options.send({ type: 'state', page, done: this._done, state });
    }
    this._isTelling = false;
  }

  /** The changes that the kernel has not been told yet, or null; they count as told from now on. */
  private _changes(): IPanelState | null {
    const model = this._current;
    if (
      model === null ||
      model.isDisposed ||
      (!model.document.ready && model.connection.state !== 'closed')
    ) {
      return null;
    }
    const now: IPanelState = {
      connection: model.connection.state,
      language: model.session.language,
      users: model.people.list,
      questions: model.questions.listed,
      code: shownOf(model).text.toJSON()
    };
    const told = this._told;
    const state = Object.fromEntries(
      Object.entries(now).filter(([key, value]) => told[key as keyof IPanelState] !== value)
    ) as IPanelState;
    Object.assign(state, this._newRuns(model.runs.list));
    this._told = now;
    const isNews = Object.keys(state).length > 0 || this._done !== this._toldDone;
    this._toldDone = this._done;
    return isNews ? state : null;
  }

  private _newRuns(runs: readonly IRun[]): IPanelState {
    const changed = runs.filter(run => this._toldRuns.get(run.id) !== run);
    if (changed.length === 0 && runs.length === this._toldRuns.size) {
      return {};
    }
    this._toldRuns = new Map(runs.map(run => [run.id, run]));
    return { runs: changed, order: runs.map(({ id }) => id) };
  }

  private _refuse(n: number, sentence: string): void {
    void this._options.send({ type: 'refused', page: this._options.page, n, sentence });
    // What the kernel took for done is told again as it is.
    this._told = {};
  }

  private _now(): number {
    return (this._options.now ?? Date.now)();
  }

  private _models: IInterviewModel[] = [];
  private _current: IInterviewModel | null = null;
  private _buffer: IBuffer | null = null;
  private readonly _commands: IQueued[] = [];
  private _asked: string | null = null;
  private _heard = 0;
  private _done = 0;
  private _toldDone = 0;
  private _told: IPanelState = {};
  private _toldRuns = new Map<string, IRun>();
  private _isTelling = false;
  private _again: ReturnType<typeof setTimeout> | undefined;
}

/** What everybody was shown last, whatever the person at this page looks at. */
function shownOf({ document, files: { folder, current } }: IInterviewModel): IBuffer {
  return document.bufferOf(fileIn(folder, folder.shown) ?? current);
}

function edit(
  model: IInterviewModel,
  command: Extract<ICommand, { kind: 'code' }>,
  waitedMs: number
): string {
  const buffer = shownOf(model);
  const now = buffer.text.toJSON();
  if (command.base === null && now === '' && waitedMs < SEED_MS) {
    return 'later';
  }
  if (!model.session.can('edit')) {
    return NOT_ALLOWED;
  }
  const text = command.base === null ? command.code : rebase(command.base, command.code, now);
  if (new TextEncoder().encode(text).length > buffer.maxBytes) {
    return TOO_LONG;
  }
  buffer.shared.setSource(text);
  return 'done';
}
