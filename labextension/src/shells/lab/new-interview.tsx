/** The form for a new interview over Lab, wherever it was asked for. */
import type { JupyterFrontEnd } from '@jupyterlab/application';
import { ReactWidget } from '@jupyterlab/apputils';
import type { ITranslator } from '@jupyterlab/translation';
import { Widget } from '@lumino/widgets';
import * as React from 'react';
import { NewInterviewDialog } from '../../features/sessions/new-interview-dialog';
import type { INewInterviewProps } from '../../features/sessions/new-interview-dialog';
import { TranslationProvider } from '../../ui/translation';
import { textFiles } from './lab-files';

export interface IShowNewInterview extends Omit<INewInterviewProps, 'files' | 'onClose'> {
  app: JupyterFrontEnd;
  translator: ITranslator;
}

export function showNewInterview(options: IShowNewInterview): void {
  const { app, translator, language, keptBy, banks, onCreate } = options;
  const widget = ReactWidget.create(
    <TranslationProvider translator={translator}>
      <NewInterviewDialog
        {...{ language, keptBy, banks, onCreate }}
        files={textFiles(app)}
        onClose={() => widget.dispose()}
      />
    </TranslationProvider>
  );
  Widget.attach(widget, document.body);
}
