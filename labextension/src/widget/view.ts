/**
 * The widget classes of ipywidgets. Their base is another extension's, which may not be there, so
 * they are made when somebody asks and not when this file is loaded.
 */
import type * as Base from '@jupyter-widgets/base';
import type { ITranslator } from '@jupyterlab/translation';
import { UUID } from '@lumino/coreutils';
import { Widget } from '@lumino/widgets';
import { listenForRunKeys } from '../components/run-keys';
import { sentence } from '../components/wording';
import type { IInterviewModel } from '../model/interview';
import type { InterviewContent } from '../plugins/interview-widget';
import type { IInterviews } from '../plugins/tokens';
import type { FromKernel, FromPage } from './messages';
import { PanelLink } from './panel-link';

export const MODULE = 'jupyter-interview';
export const VERSION = '1.0.0';

/** After so long a message that the kernel has not answered is taken for lost. */
const LOST_MS = 10_000;

export function makeWidgets(
  base: typeof Base,
  { interviews }: IInterviews,
  translator: ITranslator
): Base.ExportMap {
  const trans = translator.load('jupyter_interview');

  class InterviewPanelModel extends base.DOMWidgetModel {
    override defaults(): Record<string, unknown> {
      return {
        ...super.defaults(),
        _model_module: MODULE,
        _model_module_version: VERSION,
        _model_name: 'InterviewPanelModel',
        _view_module: MODULE,
        _view_module_version: VERSION,
        _view_name: 'InterviewPanelView',
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

    // As ipywidgets' own boxes: the node is a panel's, so that ours can be a child of it.
    override _createElement(tagName: string): HTMLElement {
      this.luminoWidget = new base.JupyterLuminoPanelWidget({ view: this });
      return this.luminoWidget.node;
    }

    override _setElement(element: HTMLElement): void {
      this.el = element;
    }

    override render(): void {
      super.render();
      this.el.classList.add('jpi-mod-inCell');
      // Keys pressed in the panel are not the notebook's.
      this.el.dataset.lmSuppressShortcuts = 'true';
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
          onFailed: reason => this.model.link.failed(sentence(reason))
        })
        .then(
          content => (this._isGone ? content.dispose() : this._showPanel(content)),
          reason => this._show(note(sentence(reason)))
        );
    }

    override remove(): void {
      this._close();
      super.remove();
    }

    /** Leave the interview, and say why. */
    private _leave(words: string): void {
      this._close();
      this._show(note(words));
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
      this._show(content);
    }

    private _show(widget: Widget): void {
      (this.luminoWidget as Base.JupyterLuminoPanelWidget).addWidget(widget);
    }

    /** Anew after somebody asked to reconnect. */
    private _opened(model: IInterviewModel): void {
      if (this._isGone) {
        return;
      }
      this._letGo();
      this._opening = model;
      this._forgetKeys();
      this._forgetKeys = listenForRunKeys(model, this.el);
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

/** Sends to the kernel; settles when it is taken. */
export function tell(model: Base.WidgetModel, message: FromPage): Promise<void> {
  if (!model.comm_live) {
    return Promise.resolve();
  }
  return new Promise(resolve => {
    setTimeout(resolve, LOST_MS);
    const status = (answer: { content: { execution_state: string } }): void => {
      if (answer.content.execution_state === 'idle') {
        resolve();
      }
    };
    model.send(message as never, { iopub: { status } } as never);
  });
}

function note(words: string): Widget {
  const widget = new Widget();
  widget.addClass('jpi-CellNote');
  widget.node.textContent = words;
  return widget;
}
