/**
 * Where in an application the panel of an interview goes, or the table of a class. JupyterLab has
 * room for many tabs. Notebook 7 shows one thing a page: on its first page that has tabs, beside
 * the files, and elsewhere the panel is at the right of what is shown.
 */
import type { JupyterFrontEnd } from '@jupyterlab/application';
import { TabPanel, type Widget } from '@lumino/widgets';

export function show(shell: JupyterFrontEnd.IShell, widget: Widget): void {
  if (!widget.isAttached) {
    shell.add(widget, 'main');
  }
  if (!widget.isAttached) {
    const { currentWidget } = shell;
    if (currentWidget instanceof TabPanel) {
      currentWidget.addWidget(widget);
    } else {
      shell.add(widget, 'right');
    }
  }
  const { parent } = widget.parent ?? {};
  if (parent instanceof TabPanel) {
    parent.currentWidget = widget;
    widget.activate();
  } else {
    shell.activateById(widget.id);
  }
}

/** It is what the person looks at, as far as the application has one such thing. */
export function isInFront(shell: JupyterFrontEnd.IShell, widget: Widget): boolean {
  const isTab = [...shell.widgets('main')].includes(widget);
  return isTab ? widget === shell.currentWidget : widget.isVisible;
}
