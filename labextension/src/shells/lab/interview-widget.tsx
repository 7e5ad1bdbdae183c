/** An interview in Lab: in a tab of its own or in a cell's output. It lives as long as that does. */
import { MainAreaWidget, ReactWidget } from '@jupyterlab/apputils';
import type { ITranslator } from '@jupyterlab/translation';
import type { Message } from '@lumino/messaging';
import * as React from 'react';
import { countOf, waitsSentence, withNumber } from '../../features/arrivals/arrival-words';
import type { ISoundChoice } from '../../features/arrivals/sound-choice';
import type { IFiles } from '../../features/attach/file-browser';
import type { EditorBackend } from '../../features/editor/editor-backend';
import type { ILookBackSource } from '../../features/look-back/look-back-source';
import type { RemarkPort } from '../../features/notes/notes-props';
import { InterviewPanel } from '../../features/panel/interview-panel';
import { Opening } from '../../features/panel/opening';
import type { PanelDialog } from '../../features/panel/panel-dialogs';
import type { IShownKeys } from '../../features/panel/toolbar';
import type { Markdown } from '../../features/questions/markdown';
import type { IQuestionDesk } from '../../features/questions/question-desk';
import type { IInviteActions } from '../../features/share/invite-actions';
import { sentence } from '../../features/sentences';
import { shownTitle } from '../../features/wording';
import type { IInterviewModel } from '../../model/interview';
import type { IOfflineStore } from '../../model/offline/offline-store';
import { TranslationProvider } from '../../ui/translation';
import { interviewIcon } from './icon';

export interface IInterviewContentOptions {
  sessionId: string;
  /** Of a guest: the server they came to. */
  server: string | null;
  open: () => Promise<IInterviewModel>;
  openOfflineStore: () => Promise<IOfflineStore>;
  editor: EditorBackend;
  invites: IInviteActions;
  desk: IQuestionDesk;
  remarks: RemarkPort;
  markdown: Markdown;
  past: ILookBackSource;
  link: string | null;
  files: IFiles | null;
  sound: ISoundChoice;
  onRenamed: (name: string) => void;
  /** How these are typed now. */
  keys: () => IShownKeys;
  translator: ITranslator;
}

export class InterviewContent extends ReactWidget {
  constructor(private readonly _options: IInterviewContentOptions) {
    super();
    this.id = tabId(_options.sessionId, _options.server);
    const trans = _options.translator.load('jupyter_interview');
    this.title.icon = interviewIcon;
    this.title.label = trans.__('Interview');
    this.title.closable = true;
    this.addClass('jpi-InterviewWidget');
    document.addEventListener('visibilitychange', this._looked);
    this._open();
  }

  get sessionId(): string {
    return this._options.sessionId;
  }

  get server(): string | null {
    return this._options.server;
  }

  /** Null until the interview is open. */
  get model(): IInterviewModel | null {
    return this._model;
  }

  showDialog(dialog: PanelDialog | null): void {
    this._dialog = dialog;
    this.update();
  }

  /** Somebody pressed the keys for saving. */
  showSaved(): void {
    this._saved = {};
    this.update();
  }

  /** Whether somebody looks back, and so does nothing in the interview by keys. */
  get looksBack(): boolean {
    return this._looksBack;
  }

  /** Opens the player, or goes back to the interview. */
  lookBack(looksBack = !this._looksBack): void {
    this._looksBack = looksBack;
    this.update();
  }

  /** Somebody asked for the visible tests by key or command. */
  runTests(): void {
    this._tested = {};
    this.update();
  }

  /** Somebody wants to write a note. */
  writeNote(): void {
    this._noted = {};
    this.update();
  }

  override dispose(): void {
    if (!this.isDisposed) {
      document.removeEventListener('visibilitychange', this._looked);
      super.dispose();
      this._model?.dispose();
    }
  }

  protected override render(): JSX.Element {
    const { desk, editor, files, invites, link, keys, markdown } = this._options;
    const { onRenamed, past, remarks, sound, translator } = this._options;
    return (
      <TranslationProvider translator={translator}>
        {this._model === null ? (
          <Opening
            failure={this._failure}
            onRetry={() => this._open()}
            openOfflineStore={this._options.openOfflineStore}
          />
        ) : (
          <InterviewPanel
            model={this._model}
            editor={editor}
            invites={invites}
            desk={desk}
            remarks={remarks}
            markdown={markdown}
            link={link}
            files={files}
            keys={keys()}
            sound={sound}
            onRenamed={onRenamed}
            onReconnect={() => this._reopen()}
            saved={this._saved}
            tested={this._tested}
            past={past}
            looksBack={this._looksBack}
            onLookBack={looksBack => this.lookBack(looksBack)}
            noted={this._noted}
            dialog={this._dialog}
            onDialog={dialog => this.showDialog(dialog)}
          />
        )}
      </TranslationProvider>
    );
  }

  protected override onAfterShow(message: Message): void {
    super.onAfterShow(message);
    this._model?.runs.setVisible(true);
    this._looked();
  }

  protected override onAfterHide(message: Message): void {
    this._model?.runs.setVisible(false);
    this._looked();
    super.onAfterHide(message);
  }

  protected override onActivateRequest(message: Message): void {
    super.onActivateRequest(message);
    const editor = this.node.querySelector<HTMLElement>('.jpi-Editor .cm-content');
    (editor ?? this.node).focus();
  }

  private _open(): void {
    this._failure = null;
    this.update();
    this._options.open().then(
      model => this._opened(model),
      reason => {
        this._failure = sentence(reason, this._options.translator.load('jupyter_interview'));
        this.update();
      }
    );
  }

  private _reopen(): void {
    this._model?.dispose();
    this._model = null;
    this._open();
  }

  private _opened(model: IInterviewModel): void {
    if (this.isDisposed) {
      model.dispose();
      return;
    }
    this._model = model;
    const trans = this._options.translator.load('jupyter_interview');
    const name = (): void => {
      const { arrivals, session } = model;
      const shown = shownTitle(session.title, trans);
      const caption = trans.__('Interview: %1', shown);
      const { waiting } = arrivals;
      this.title.label = withNumber(shown, countOf(arrivals));
      this.title.caption =
        waiting.length === 0 ? caption : `${caption}\n${waitsSentence(waiting, trans)}`;
    };
    model.session.changed.connect(name);
    model.arrivals.changed.connect(name);
    model.runs.setVisible(this.isVisible);
    this._looked();
    name();
    this.update();
  }

  private readonly _looked = (): void =>
    this._model?.arrivals.setVisible(this.isVisible && !document.hidden);

  private _model: IInterviewModel | null = null;
  private _failure: string | null = null;
  private _dialog: PanelDialog | null = null;
  private _saved: object | null = null;
  private _tested: object | null = null;
  private _looksBack = false;
  private _noted: object | null = null;
}

/** One may be in an interview of the own server as a guest, too. */
export function tabId(sessionId: string, server: string | null): string {
  return server === null ? `interview-${sessionId}` : `interview-${sessionId}-guest`;
}

export class InterviewWidget extends MainAreaWidget<InterviewContent> {
  constructor(content: InterviewContent) {
    super({ content });
    // The panel has a tool bar of its own, the same one that guests have.
    this.toolbar.hide();
  }
}
