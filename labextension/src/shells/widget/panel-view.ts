/**
 * The widget of one interview. The base of its classes is another extension's, which may not be
 * there, so they are made when they are requested and not when this file is loaded.
 */
import type * as Base from '@jupyter-widgets/base';
import type { ITranslator } from '@jupyterlab/translation';
import { UUID } from '@lumino/coreutils';
import { listenForKeys } from '../../features/panel/panel-keys';
import { stopWhatRuns } from '../../features/panel/stop';
import { sentence } from '../../features/sentences';
import type { IInterviewModel } from '../../model/interview';
import type { InterviewContent } from '../lab/interview-widget';
import type { IInterviews } from '../lab/tokens';
import { makeNode, names, note, settle, show, tell } from './cells';
import type { FromKernel } from './messages';
import { PanelLink } from './panel-link';

export function makePanel(
  base: typeof Base,
  { interviews }: IInterviews,
  translator: ITranslator
): Base.ExportMap {
  const trans = translator.load('jupyter_interview');

  class InterviewPanelModel extends base.DOMWidgetModel {
    override defaults(): Record<string, unknown> {
      return {
        ...super.defaults(),
        ...names('InterviewPanel'),
        session_id: ''
      };
    }

    override initialize(...args: Parameters<Base.DOMWidgetModel['initialize']>): void {
      super.initialize(...args);
      this.on('msg:custom', (message: FromKernel) => this.link.hear(message));
    }

    readonly link = new PanelLink({
      page: UUID.uuid4(),
      send: message => tell(this, message)
    });
  }

  class InterviewPanelView extends base.DOMWidgetView {
    declare model: InterviewPanelModel;

    override _createElement(tagName: string): HTMLElement {
      return makeNode(base, this);
    }

    override _setElement(element: HTMLElement): void {
      this.el = element;
    }

    override render(): void {
      super.render();
      settle(this);
      this.listenTo(this.model, 'comm_live_update', () => {
        if (!this.model.comm_live) {
          this._leave(trans.__('The kernel is gone. Run this cell to open the interview again.'));
        }
      });
      if (!this.model.comm_live) {
        this._leave(trans.__('Run this cell to open the interview.'));
        return;
      }
      const sessionId = this.model.get('session_id') as string;
      interviews
        .content(sessionId, {
          onOpened: model => this._opened(model),
          onFailed: reason => this.model.link.failed(sentence(reason, trans))
        })
        .then(
          content => (this._isGone ? content.dispose() : this._showPanel(content)),
          reason => show(this, note(sentence(reason, trans)))
        );
    }

    override remove(): void {
      this._close();
      super.remove();
    }

    /** Leave the interview, and say why. */
    private _leave(words: string): void {
      this._close();
      show(this, note(words));
    }

    private _close(): void {
      this._isGone = true;
      this._forgetKeys();
      this._content?.dispose();
      this._letGo();
    }

    private _showPanel(content: InterviewContent): void {
      this._content = content;
      // Several views of one interview are several elements.
      content.id = `interview-${UUID.uuid4()}`;
      show(this, content);
    }

    /** Anew after somebody asked to reconnect. */
    private _opened(model: IInterviewModel): void {
      if (this._isGone) {
        return;
      }
      this._letGo();
      this._opening = model;
      this._forgetKeys();
      this._forgetKeys = listenForKeys(
        {
          run: () => this._content?.looksBack || model.runs.run(),
          tests: () => this._content?.looksBack || this._content?.runTests(),
          stop: () => stopWhatRuns(model),
          note: () => this._content?.writeNote(),
          shortcuts: () => this._content?.showDialog('shortcuts'),
          lookBack: () => this._content?.lookBack()
        },
        this.el
      );
      this.model.link.add(model);
    }

    private _letGo(): void {
      if (this._opening?.isDisposed) {
        this.model.link.remove(this._opening);
        this._opening = null;
      }
    }

    private _isGone = false;
    private _content: InterviewContent | null = null;
    private _opening: IInterviewModel | null = null;
    private _forgetKeys = (): void => undefined;
  }

  return { InterviewPanelModel, InterviewPanelView };
}
