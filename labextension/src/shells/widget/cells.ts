/** What the widgets of a notebook share: a place in a cell, and a way to tell the kernel. */
import type * as Base from '@jupyter-widgets/base';
import { Widget } from '@lumino/widgets';
import type { FromPage, IActivityState } from './messages';

export const MODULE = 'jupyter-interview';
export const VERSION = '1.0.0';

/** After so long a message that the kernel has not answered is taken for lost. */
const LOST_MS = 10_000;

/** The names by which ipywidgets finds model and view. */
export function names(of: string): Record<string, string> {
  return {
    _model_module: MODULE,
    _model_module_version: VERSION,
    _model_name: `${of}Model`,
    _view_module: MODULE,
    _view_module_version: VERSION,
    _view_name: `${of}View`
  };
}

/** The node of a view with a widget in it, as that of ipywidgets' own boxes: a panel's. */
export function makeNode(base: typeof Base, view: Base.DOMWidgetView): HTMLElement {
  view.luminoWidget = new base.JupyterLuminoPanelWidget({ view });
  return view.luminoWidget.node;
}

/** Keys pressed in the view are not the notebook's. */
export function settle(view: Base.DOMWidgetView): void {
  view.el.classList.add('jpi-mod-inCell');
  view.el.dataset.lmSuppressShortcuts = 'true';
}

export function show(view: Base.DOMWidgetView, widget: Widget): void {
  (view.luminoWidget as Base.JupyterLuminoPanelWidget).addWidget(widget);
}

/** Sends to the kernel; settles when it is taken. */
export function tell(model: Base.WidgetModel, message: FromPage | IActivityState): Promise<void> {
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
    try {
      model.send(message as never, { iopub: { status } } as never);
    } catch {
      // The notebook was closed, and its comm with it, before the widget was told: nobody hears.
      resolve();
    }
  });
}

export function note(words: string): Widget {
  const widget = new Widget();
  widget.addClass('jpi-CellNote');
  widget.node.textContent = words;
  return widget;
}
