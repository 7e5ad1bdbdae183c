/** The interviews of this Lab: those that are open in a tab, and the way to open and make more. */
import { WidgetTracker } from '@jupyterlab/apputils';
import { PageConfig } from '@jupyterlab/coreutils';
import { Signal } from '@lumino/signaling';
import type { ISignal } from '@lumino/signaling';
import type { IHome } from '../../backends/home';
import type { IInvitation } from '../../backends/server/invitation';
import { countOf } from '../../features/arrivals/arrival-words';
import type { ArrivalCount } from '../../features/arrivals/arrival-words';
import { KEYS } from '../../features/panel/panel-keys';
import type { IInterviewModel } from '../../model/interview';
import { isMarked, LONGEST_NAME } from '../../model/people/names';
import type { IInterviewApi, INewSession, IRunner } from '../../model/ports';
import { notifyOfArrivals } from './arrival-notifications';
import { homeOf, homeOfGuest } from './backend';
import type { InterviewContent, InterviewWidget } from './interview-widget';
import { activeCell } from './lab-files';
import type { ILabCell } from './lab-files';
import type { IInterviewsOptions } from './options';
import { isInFront, show } from './shell-area';

export interface IContentListener {
  onOpened: (model: IInterviewModel) => void;
  onFailed: (reason: unknown) => void;
}

export class Interviews {
  constructor(private readonly _options: IInterviewsOptions) {
    _options.preferences.changed.connect(({ chosenName, timeLimitMs }) => {
      for (const model of this._models()) {
        model.runs.timeLimitMs = timeLimitMs;
        goBy(model, chosenName);
      }
      void this.learnRights();
    });
  }

  readonly tracker = new WidgetTracker<InterviewWidget>({ namespace: 'interview' });

  /** Fires when something was created, renamed, ended, reopened or deleted from here. */
  get changed(): ISignal<this, void> {
    return this._changed;
  }

  /** Who waits and who has come since somebody looked, in the interviews that are open here. */
  get arrivals(): ReadonlyMap<string, ArrivalCount> {
    const open = [...this._opened.keys()];
    return new Map(open.map(({ session, arrivals }) => [session.id, countOf(arrivals)]));
  }

  /** Fires when `arrivals` has changed. */
  get arrivalsChanged(): ISignal<this, void> {
    return this._arrivalsChanged;
  }

  /** Whether this account may create interviews. It may until the server has said otherwise. */
  get mayCreate(): boolean {
    return this._mayCreate;
  }

  /** Fires when `mayCreate` has changed. */
  get rightsChanged(): ISignal<this, void> {
    return this._rightsChanged;
  }

  /** Asks the server what this account may do. A server that does not answer forbids nothing. */
  async learnRights(): Promise<void> {
    const health = await this.api.health().catch(() => null);
    const mayCreate = health?.mayCreate ?? true;
    if (mayCreate !== this._mayCreate) {
      this._mayCreate = mayCreate;
      this._rightsChanged.emit();
    }
  }

  get api(): IInterviewApi {
    return this._home().api;
  }

  /** The model of the tab that is in front, if it is an interview that is open. */
  get current(): IInterviewModel | null {
    const { currentWidget } = this.tracker;
    const isShown = currentWidget !== null && isInFront(this._options.app.shell, currentWidget);
    return isShown ? currentWidget.content.model : null;
  }

  /** The tab that was in front last, of those that fit. */
  latest(fits: (content: InterviewContent) => boolean): InterviewWidget | null {
    const { currentWidget } = this.tracker;
    return currentWidget !== null && fits(currentWidget.content)
      ? currentWidget
      : (this.tracker.find(({ content }) => fits(content)) ?? null);
  }

  /** The active code cell of the notebook that is in front. */
  get activeCell(): ILabCell | null {
    return activeCell(this._options.app);
  }

  /** Without a language, in that of the settings. */
  async create(wanted: INewSession): Promise<InterviewWidget> {
    await this._options.preferences.ready;
    const language = wanted.language ?? this._options.preferences.defaultLanguage;
    const session = await this.api.create({ ...wanted, language });
    this._changed.emit();
    return this.open(session.id);
  }

  /** Asks what a new interview begins with, and creates it. */
  async setUp(): Promise<void> {
    const { preferences } = this._options;
    await preferences.ready;
    const { showNewInterview } = await import('./new-interview');
    showNewInterview({
      ...this._options,
      language: preferences.defaultLanguage,
      keptBy: this.api.keptBy,
      banks: this.api,
      onCreate: wanted => this.create(wanted)
    });
  }

  /** Brings the interview's tab to the front, and makes it when there is none. */
  async open(sessionId: string): Promise<InterviewWidget> {
    return this._show(sessionId, null, undefined, () => this._home());
  }

  /** The same for a guest, who needs the secret of a link the first time. */
  async openAsGuest(
    invitation: Omit<IInvitation, 'secret'> & { secret?: string }
  ): Promise<InterviewWidget> {
    const { sessionId, server, secret } = invitation;
    return this._show(sessionId, server, secret, () => homeOfGuest({ server, sessionId }));
  }

  private async _show(
    sessionId: string,
    server: string | null,
    invite: string | undefined,
    home: () => IHome
  ): Promise<InterviewWidget> {
    const { makeWidget } = await import('./make-widget');
    await this._options.preferences.ready;
    let widget = this.tracker.find(
      ({ content }) => content.sessionId === sessionId && content.server === server
    );
    if (!widget) {
      widget = makeWidget({
        ...this._options,
        sessionId,
        server,
        invite,
        home: home(),
        onOpened: model => this._follow(model, () => this._bring(sessionId, server)),
        onBegun: server === null ? ({ id }) => this._begun(() => void this.open(id)) : null
      });
      const { content } = widget;
      content.disposed.connect(() => this._forget(content.model));
      void this.tracker.add(widget);
    }
    show(this._options.app.shell, widget);
    return widget;
  }

  private _begun(show: () => void): void {
    this._changed.emit();
    show();
  }

  /** Tabs that are open keep theirs when another server is named. */
  private _home(): IHome {
    const { app, preferences } = this._options;
    const { server, serverToken } = preferences;
    const key = JSON.stringify([server, serverToken]);
    if (this._made?.key !== key) {
      const home = homeOf(app.serviceManager.serverSettings, { server, serverToken });
      this._made = { key, home };
    }
    return this._made.home;
  }

  /** Opens it in a tab, or, where there are none (Notebook 7), in a JupyterLab of its own. */
  visit(sessionId: string): void {
    if (PageConfig.getOption('notebookPage') === '') {
      void this.open(sessionId);
    } else {
      const { baseUrl } = this._options.app.serviceManager.serverSettings;
      window.open(`${baseUrl}lab?interview=${encodeURIComponent(sessionId)}`, '_blank', 'noopener');
    }
  }

  /** A panel for another place than a tab, such as a cell's output; the caller disposes of it. */
  async content(sessionId: string, listener: IContentListener): Promise<InterviewContent> {
    const { makeContent } = await import('./make-widget');
    const content = makeContent(
      {
        ...this._options,
        sessionId,
        server: null,
        invite: undefined,
        home: this._home(),
        onOpened: model => {
          this._follow(model, () => this.visit(sessionId));
          listener.onOpened(model);
        },
        onFailed: listener.onFailed,
        onBegun: ({ id }) => this._begun(() => this.visit(id))
      },
      () => KEYS
    );
    content.disposed.connect(() => this._forget(content.model));
    return content;
  }

  /** An interview that is shown nowhere, for what is done to many; the caller disposes of it. */
  async openUnseen(sessionId: string, createRunner: () => IRunner): Promise<IInterviewModel> {
    const { openModel } = await import('./make-widget');
    const { preferences } = this._options;
    await preferences.ready;
    return openModel({ home: this._home(), preferences, sessionId }, createRunner);
  }

  /** Where the sandbox of this Lab is. */
  get sandboxUrl(): string {
    return this._options.app.serviceManager.serverSettings.baseUrl;
  }

  private _follow(model: IInterviewModel, bring: () => void): void {
    // Of a panel that was opened anew.
    [...this._opened.keys()]
      .filter(({ isDisposed }) => isDisposed)
      .forEach(old => this._forget(old));
    this._emitWhenListed(model);
    model.arrivals.changed.connect(() => this._arrivalsChanged.emit());
    const trans = this._options.translator.load('jupyter_interview');
    this._opened.set(model, notifyOfArrivals(model, bring, trans));
  }

  private _forget(model: IInterviewModel | null): void {
    if (model !== null) {
      this._opened.get(model)?.();
      this._opened.delete(model);
      this._arrivalsChanged.emit();
    }
  }

  /** Brings a tab that is open to the front. */
  private _bring(sessionId: string, server: string | null): void {
    const widget = this.tracker.find(
      ({ content }) => content.sessionId === sessionId && content.server === server
    );
    if (widget) {
      show(this._options.app.shell, widget);
    }
  }

  /** Tells when what the list of interviews shows of one has changed. */
  private _emitWhenListed(model: IInterviewModel): void {
    const listed = (): string =>
      JSON.stringify([model.session.title, model.session.state, model.session.language]);
    let before = listed();
    model.session.changed.connect(() => {
      const now = listed();
      if (now !== before) {
        before = now;
        this._changed.emit();
      }
    });
  }

  private _models(): IInterviewModel[] {
    const models: IInterviewModel[] = [];
    this.tracker.forEach(({ content }) => {
      if (content.model) {
        models.push(content.model);
      }
    });
    return models;
  }

  private _made: { key: string; home: IHome } | null = null;
  /** Those that are open, with what takes back the notification of each. */
  private readonly _opened = new Map<IInterviewModel, () => void>();
  private readonly _arrivalsChanged = new Signal<this, void>(this);
  private readonly _changed = new Signal<this, void>(this);
  private _mayCreate = true;
  private readonly _rightsChanged = new Signal<this, void>(this);
}

/** The name of the settings, which was chosen while the interview was open. */
function goBy({ people, session }: IInterviewModel, name: string): void {
  const own = people.me?.name ?? '';
  const isOwn = own === name || isMarked(own, name, LONGEST_NAME);
  if (name !== '' && own !== '' && !isOwn && session.state !== 'ended') {
    people.rename(name).catch(reason => console.error('The name was not changed.', reason));
  }
}
