/** The side bar's list of one's own interviews. It asks the server only while it is seen. */
import { ReactWidget } from '@jupyterlab/apputils';
import type { ITranslator } from '@jupyterlab/translation';
import type { Message } from '@lumino/messaging';
import * as React from 'react';
import type { ArrivalCount } from '../../features/arrivals/arrival-words';
import { ArrivalCounts } from '../../features/sessions/arrival-marks';
import type { ITextFiles } from '../../features/sessions/new-interview-dialog';
import { SessionList } from '../../features/sessions/session-list';
import { useDoors } from '../../features/sessions/use-doors';
import { useSessions } from '../../features/sessions/use-sessions';
import type { IUseSessionsOptions } from '../../features/sessions/use-sessions';
import { TranslationProvider } from '../../ui/translation';
import { interviewIcon } from './icon';
import type { Interviews } from './interviews';
import type { Preferences } from './preferences';

export class SessionListWidget extends ReactWidget {
  constructor(
    private readonly _interviews: Interviews,
    private readonly _preferences: Preferences,
    private readonly _files: ITextFiles,
    private readonly _translator: ITranslator
  ) {
    super();
    this.id = 'jpi-session-list';
    this.title.icon = interviewIcon;
    const trans = _translator.load('jupyter_interview');
    this.title.caption = trans.__('Interviews');
    this.addClass('jpi-SessionListWidget');
    _interviews.changed.connect(() => this._refresh());
    _interviews.arrivalsChanged.connect(() => this.update());
    _preferences.changed.connect(() => this._refresh());
    _interviews.tracker.currentChanged.connect(() => this.update());
  }

  protected override render(): JSX.Element {
    return (
      <TranslationProvider translator={this._translator}>
        <List
          api={this._interviews.api}
          arrivals={this._interviews.arrivals}
          open={this._open}
          language={this._preferences.defaultLanguage}
          files={this._files}
          current={this._interviews.tracker.currentWidget?.content.sessionId ?? null}
          visible={this.isVisible}
          stale={this._changes}
        />
      </TranslationProvider>
    );
  }

  protected override onAfterShow(message: Message): void {
    super.onAfterShow(message);
    this.update();
  }

  protected override onAfterHide(message: Message): void {
    super.onAfterHide(message);
    this.update();
  }

  private _refresh(): void {
    this._changes++;
    this.update();
  }

  private readonly _open = (sessionId: string): void => {
    void this._interviews.open(sessionId);
  };

  private _changes = 0;
}

interface IListProps extends IUseSessionsOptions {
  /** Of the interviews that are open. */
  arrivals: ReadonlyMap<string, ArrivalCount>;
}

function List({ arrivals, ...options }: IListProps): JSX.Element {
  const list = useSessions(options);
  const counts = useDoors(options.api, list.sessions, arrivals, list.visible);
  return (
    <ArrivalCounts value={counts}>
      <SessionList {...list} />
    </ArrivalCounts>
  );
}
