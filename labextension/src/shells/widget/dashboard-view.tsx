/** The widget of many interviews: the table of Lab's class view in a cell. */
import type * as Base from '@jupyter-widgets/base';
import { ReactWidget } from '@jupyterlab/apputils';
import type { ITranslator } from '@jupyterlab/translation';
import * as React from 'react';
import { LiveClassTable } from '../../features/class/class-view';
import type { IActivityNow } from '../../features/use-activity';
import { TranslationProvider } from '../../ui/translation';
import type { IInterviews } from '../lab/tokens';
import { makeNode, names, note, settle, show, tell } from './cells';

export function makeDashboard(
  base: typeof Base,
  { interviews }: IInterviews,
  translator: ITranslator
): Base.ExportMap {
  const trans = translator.load('jupyter_interview');

  class ClassDashboardModel extends base.DOMWidgetModel {
    override defaults(): Record<string, unknown> {
      return { ...super.defaults(), ...names('ClassDashboard'), session_ids: [], group: null };
    }
  }

  class ClassDashboardView extends base.DOMWidgetView {
    override _createElement(tagName: string): HTMLElement {
      return makeNode(base, this);
    }

    override _setElement(element: HTMLElement): void {
      this.el = element;
    }

    override render(): void {
      super.render();
      settle(this);
      this.el.classList.add('jpi-mod-table');
      this.listenTo(this.model, 'change:session_ids change:group', () => this._draw());
      this.listenTo(this.model, 'comm_live_update', () => this._draw());
      this._draw();
    }

    override remove(): void {
      this._shown?.dispose();
      super.remove();
    }

    private _draw(): void {
      this._shown?.dispose();
      this._told = '';
      this._shown = this.model.comm_live
        ? this._table()
        : note(trans.__('Run this cell to see the interviews.'));
      show(this, this._shown);
    }

    private _table(): ReactWidget {
      const group = this.model.get('group') as string | null;
      const ids = this.model.get('session_ids') as string[];
      const table = ReactWidget.create(
        <TranslationProvider translator={translator}>
          <LiveClassTable
            api={interviews.api}
            of={group === null ? { ids } : { group }}
            visible
            onOpen={sessionId => interviews.visit(sessionId)}
            onNews={state => this._tell(state)}
          />
        </TranslationProvider>
      );
      table.addClass('jpi-ClassWidget');
      return table;
    }

    private _tell({ activity, failure }: IActivityNow): void {
      const sessions = activity?.sessions ?? [];
      const state = JSON.stringify([sessions, failure]);
      if (state !== this._told && (activity !== null || failure !== null)) {
        this._told = state;
        void tell(this.model, { type: 'activity', sessions, failure });
      }
    }

    private _shown: ({ dispose(): void } & ReturnType<typeof note>) | null = null;
    private _told = '';
  }

  return { ClassDashboardModel, ClassDashboardView };
}
