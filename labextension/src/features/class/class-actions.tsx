/** What a teacher does to all interviews of a class, or to chosen ones, and how it went for each. */
import * as React from 'react';
import type { IActivity, IClassLinks } from '../../contract/protocol';
import type { IInterviewApi, ISessionChange } from '../../model/ports';
import { Button } from '../../ui/button';
import { ConfirmDialog, type IConfirmation } from '../../ui/confirm-dialog';
import { placeLocale } from '../../ui/locale';
import { MenuButton } from '../../ui/menu-button';
import type { IMenuItem } from '../../ui/menu-button';
import { Notice } from '../../ui/notice';
import { useTrans } from '../../ui/translation';
import { MessageDialog } from '../message/message-dialog';
import { forEach, type IFailure } from './for-each';
import { linksCsv } from './links-csv';

const LINKS_SECONDS = 7 * 24 * 3600;
/** The longest label of a link. */
const LONGEST_LABEL = 64;

/** One thing that is done to each of many interviews. */
interface ITask {
  /** What it was, in words. */
  name: string;
  act: (session: IActivity, signal: AbortSignal) => Promise<unknown>;
  /** It may take long. */
  canStop?: boolean;
  after?: () => void;
  /** Its outcome is shown after it, and nowhere else. */
  makesLinks?: boolean;
}

interface IReport {
  task: ITask;
  all: number;
  /** Null as long as it goes on. */
  failures: readonly IFailure<IActivity>[] | null;
  over: number;
}

export interface IClassWork {
  report: IReport | null;
  isBusy: boolean;
  /** Links are being made, which whoever leaves now never sees. */
  makesLinks: boolean;
  begin: (task: ITask, sessions: readonly IActivity[]) => void;
  /** What was not begun stays undone, and what goes on is stopped. */
  stop: () => void;
  dismiss: () => void;
}

/** One task at a time, and what has become of the last one. */
export function useClassWork(): IClassWork {
  const trans = useTrans();
  const [report, setReport] = React.useState<IReport | null>(null);
  const going = React.useRef<AbortController | null>(null);
  const stop = React.useCallback(() => going.current?.abort(), []);
  React.useEffect(() => stop, [stop]);
  const begin = React.useCallback(
    (task: ITask, sessions: readonly IActivity[]): void => {
      const started: IReport = { task, all: sessions.length, failures: null, over: 0 };
      setReport(started);
      const onProgress = (over: number): void => setReport({ ...started, over });
      const { signal } = (going.current = new AbortController());
      const act = (session: IActivity): Promise<unknown> => task.act(session, signal);
      void forEach(sessions, act, onProgress, trans, signal).then(failures => {
        setReport({ ...started, failures, over: sessions.length });
        task.after?.();
      });
    },
    [trans]
  );
  const dismiss = React.useCallback(() => setReport(null), []);
  const isBusy = report !== null && report.failures === null;
  const makesLinks = isBusy && report.task.makesLinks === true;
  return { report, isBusy, makesLinks, begin, stop, dismiss };
}

export type RunTests = (sessionId: string, signal: AbortSignal) => Promise<void>;

export interface IClassActionsProps {
  api: IInterviewApi;
  /** The name of the class. */
  name: string;
  /** Those that were chosen and are shown, or all. */
  sessions: readonly IActivity[];
  isChosen: boolean;
  work: IClassWork;
  onLinks: (links: IClassLinks) => void;
  /** Runs the hidden tests of an interview in this page. Not everywhere can they be. */
  onTest?: RunTests;
}

export function ClassActions(props: IClassActionsProps): JSX.Element {
  const { api, sessions, work, onTest } = props;
  const trans = useTrans();
  const [question, setQuestion] = React.useState<IConfirmation | null>(null);
  /** Whom the message goes to that is being written. */
  const [told, setTold] = React.useState<readonly IActivity[] | null>(null);
  const live = sessions.filter(({ state }) => state === 'live');
  const open = sessions.filter(({ state }) => state !== 'ended');
  const over = sessions.filter(({ state }) => state === 'ended');
  const change = (name: string, wanted: ISessionChange): void =>
    work.begin({ name, act: ({ id }) => api.update(id, wanted) }, open);

  const makeLinks = (): void => {
    const made = new Map<string, IClassLinks['links'][number]>();
    const act = async ({ id, title }: IActivity): Promise<void> => {
      const label = title.length <= LONGEST_LABEL ? title : null;
      const options = { role: 'candidate', expiresIn: LINKS_SECONDS, label } as const;
      const { id: inviteId, url } = await api.createInvite(id, options);
      made.set(id, { name: title, sessionId: id, inviteId, url });
    };
    const after = (): void => {
      const links = [...made.values()].sort((a, b) => a.name.localeCompare(b.name, placeLocale()));
      if (links.length > 0) {
        props.onLinks({ name: props.name, links, csv: linksCsv(links), nameColumns: [] });
      }
    };
    work.begin({ name: trans.__('New links'), act, after, makesLinks: true }, open);
  };

  const release = (): void =>
    work.begin({ name: trans.__('Copy for candidates'), act: ({ id }) => api.release(id) }, over);

  const tell = (text: string): Promise<void> => {
    work.begin({ name: trans.__('Message'), act: ({ id }) => api.announce(id, text) }, told ?? []);
    return Promise.resolve();
  };

  const test = (run: RunTests): void => {
    const act = ({ id }: IActivity, signal: AbortSignal): Promise<void> => run(id, signal);
    work.begin({ name: trans.__('Hidden tests'), act, canStop: true }, open);
  };

  const needsOpen =
    open.length === 0 ? { disabled: true, tooltip: trans.__('All of them have ended.') } : {};
  const items: IMenuItem[] = [
    {
      label: trans.__('Message…'),
      disabled: live.length === 0,
      tooltip: live.length === 0 ? trans.__('None of them is live.') : undefined,
      onSelect: () => setTold(live)
    },
    ...(onTest === undefined
      ? []
      : [
          {
            tooltip: trans.__('On the texts as they are now, in this browser'),
            ...needsOpen,
            label: trans.__('Run hidden tests'),
            onSelect: () => test(onTest)
          }
        ]),
    {
      ...needsOpen,
      label: trans.__('Lock editing'),
      onSelect: () => change(trans.__('Lock editing'), { editingLocked: true })
    },
    {
      ...needsOpen,
      label: trans.__('Lock runs'),
      onSelect: () => change(trans.__('Lock runs'), { runsLocked: true })
    },
    {
      ...needsOpen,
      label: trans.__('Unlock'),
      onSelect: () => change(trans.__('Unlock'), { editingLocked: false, runsLocked: false })
    },
    {
      ...needsOpen,
      label: trans.__('New links…'),
      onSelect: () =>
        setQuestion({
          title: trans._n('Make a new link?', 'Make %1 new links?', open.length),
          consequence: trans.__(
            'Each person gets one more link, which works for a week. Links that were sent before go on working, and nobody who is in is disturbed. To shut somebody out, revoke their link in the Share dialog of their interview.'
          ),
          verb: trans.__('Make links'),
          onConfirm: makeLinks
        })
    },
    {
      label: trans.__('Copy for candidates…'),
      disabled: over.length === 0,
      tooltip: over.length === 0 ? trans.__('None of them has ended.') : undefined,
      onSelect: () =>
        setQuestion({
          title: trans._n(
            'Release a copy of the interview?',
            'Release copies of %1 interviews?',
            over.length
          ),
          consequence: trans.__(
            'The candidates of each interview that has ended download what everybody in it could see. Nobody gets one of another interview. Notes, scores and hidden tests are not in it. Each interview says until when; there you set another date or take the copy back.'
          ),
          verb: trans.__('Release'),
          onConfirm: release
        })
    },
    {
      ...needsOpen,
      label: trans.__('End…'),
      danger: true,
      onSelect: () =>
        setQuestion({
          title: trans._n('End the interview?', 'End %1 interviews?', open.length),
          consequence: trans.__(
            'Nobody can edit or run there any more, guests are disconnected, and the links stop working. You can still read them, and reopen each by itself.'
          ),
          verb: trans._n('End the interview', 'End %1 interviews', open.length),
          danger: true,
          onConfirm: () => change(trans.__('End'), { state: 'ended' })
        })
    }
  ];
  const label = props.isChosen
    ? trans._n('For the chosen one', 'For %1 chosen', sessions.length)
    : trans.__('For everybody (%1)', sessions.length);
  return (
    <>
      {work.isBusy || sessions.length === 0 ? (
        <Button icon="caret" label={label} disabled />
      ) : (
        <MenuButton showLabel icon="caret" look="plain" label={label} items={items} />
      )}
      {told !== null && (
        <MessageDialog
          title={trans._n('Message to one interview', 'Message to %1 interviews', told.length)}
          onSend={tell}
          onClose={() => setTold(null)}
        />
      )}
      {question !== null && <ConfirmDialog question={question} onClose={() => setQuestion(null)} />}
    </>
  );
}

/** How the last task went: by number, and with the reason of each that failed. */
export function ClassReport({ work }: { work: IClassWork }): JSX.Element {
  const trans = useTrans();
  const { report } = work;
  // This element is always there, so that a screen reader speaks what comes into it.
  return (
    <div role="status">
      {report !== null && (
        <Notice
          kind={report.failures?.length ? 'warning' : 'info'}
          icon={report.failures === null ? 'clock' : report.failures.length ? 'alert' : 'check'}
          role="presentation"
          onDismiss={report.failures === null ? undefined : work.dismiss}
        >
          {report.failures === null
            ? trans.__('%1: %2 of %3…', report.task.name, report.over, report.all)
            : doneSentence(report, report.failures.length, trans)}
          {report.failures === null && report.task.canStop && (
            <>
              {' '}
              <Button label={trans.__('Stop')} icon="stop" onClick={work.stop} />
            </>
          )}
          {report.failures !== null && report.failures.length > 0 && (
            <>
              <ul className="jpi-ClassReport-failures">
                {report.failures.map(({ item, why }) => (
                  <li key={item.id}>
                    <strong>{item.title}</strong> {why}
                  </li>
                ))}
              </ul>
              <Button
                label={trans.__('Again')}
                icon="refresh"
                onClick={() =>
                  work.begin(
                    report.task,
                    (report.failures ?? []).map(({ item }) => item)
                  )
                }
              />
            </>
          )}
        </Notice>
      )}
    </div>
  );
}

function doneSentence(
  { task, all }: IReport,
  failed: number,
  trans: ReturnType<typeof useTrans>
): string {
  return failed === 0
    ? trans.__('%1: %2 done.', task.name, all)
    : trans.__('%1: %2 done, %3 failed.', task.name, all - failed, failed);
}
