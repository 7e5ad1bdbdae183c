/** The interviews of this Lab: those that are open in a tab, and the way to open and make more. */
import { WidgetTracker } from '@jupyterlab/apputils';
import { PageConfig } from '@jupyterlab/coreutils';
import { Signal } from '@lumino/signaling';
import type { ISignal } from '@lumino/signaling';
import { labHome } from '../client/homes';
import type { IHome } from '../client/homes';
import { KEYS } from '../components/run-keys';
import type { IInterviewModel } from '../model/interview';
import type { IInterviewApi } from '../model/ports';
import type { Language } from '../model/protocol';
import type { InterviewContent, InterviewWidget } from './interview-widget';
import type { IInterviewsOptions } from './options';

export interface IContentListener {
  onOpened: (model: IInterviewModel) => void;
  onFailed: (reason: unknown) => void;
}

export class Interviews {
  constructor(private readonly _options: IInterviewsOptions) {
    this._home = labHome(_options.app.serviceManager.serverSettings);
    _options.preferences.changed.connect(({ timeLimitMs }) => {
      for (const model of this._models()) {
        model.timeLimitMs = timeLimitMs;
      }
    });
  }

  readonly tracker = new WidgetTracker<InterviewWidget>({ namespace: 'interview' });

  /** Something was created, renamed, ended, reopened or deleted from here. */
  get changed(): ISignal<this, void> {
    return this._changed;
  }

  get api(): IInterviewApi {
    return this._home.api;
  }

  /** The model of the tab that is in front, if it is an interview that is open. */
  get current(): IInterviewModel | null {
    const { currentWidget } = this.tracker;
    const isInFront = currentWidget === this._options.app.shell.currentWidget;
    return isInFront ? (currentWidget?.content.model ?? null) : null;
  }

  async create(state: 'draft' | 'live', language?: Language): Promise<InterviewWidget> {
    const session = await this.api.create({
      state,
      language: language ?? this._options.preferences.defaultLanguage
    });
    this._changed.emit();
    return this.open(session.id);
  }

  /** Brings the interview's tab to the front, and makes it when there is none. */
  async open(sessionId: string): Promise<InterviewWidget> {
    const { makeWidget } = await import('./make-widget');
    const { shell } = this._options.app;
    let widget = this.tracker.find(({ content }) => content.sessionId === sessionId);
    if (!widget) {
      widget = makeWidget({
        ...this._options,
        sessionId,
        home: this._home,
        onOpened: model => this._emitWhenListed(model)
      });
      void this.tracker.add(widget);
    }
    if (!widget.isAttached) {
      shell.add(widget, 'main');
    }
    shell.activateById(widget.id);
    return widget;
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

  /** A panel for another place than a tab, such as a cell's output; whoever asks disposes of it. */
  async content(sessionId: string, listener: IContentListener): Promise<InterviewContent> {
    const { makeContent } = await import('./make-widget');
    return makeContent(
      {
        ...this._options,
        sessionId,
        home: this._home,
        onOpened: model => {
          this._emitWhenListed(model);
          listener.onOpened(model);
        },
        onFailed: listener.onFailed
      },
      () => KEYS
    );
  }

  /** Tells when what the list of interviews shows of one has changed. */
  private _emitWhenListed(model: IInterviewModel): void {
    const listed = (): string => JSON.stringify([model.title, model.sessionState, model.language]);
    let before = listed();
    model.changed.connect(() => {
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

  private readonly _home: IHome;
  private readonly _changed = new Signal<this, void>(this);
}
