/** A teacher's view: which class, what goes on in it, and a new one. */
import * as React from 'react';
import type { IActivity, IClass, IClassLinks, Language } from '../../contract/protocol';
import type { ActivityOf, IInterviewApi } from '../../model/ports';
import { Button } from '../../ui/button';
import { useKeptFocus } from '../../ui/kept-focus';
import { useTrans } from '../../ui/translation';
import { sentence } from '../sentences';
import { ClassActions, ClassReport, useClassWork, type RunTests } from './class-actions';
import { ClassForm } from './class-form';
import { ClassLinks } from './class-links';
import { ClassTable } from './class-table';
import { useActivity } from '../use-activity';
import type { IActivityNow } from '../use-activity';

export interface IClassViewProps {
  api: IInterviewApi;
  language: Language;
  /** The class shown; null for the newest one. */
  name: string | null;
  onName: (name: string) => void;
  onOpen: (sessionId: string) => void;
  /** Told false while closing the view would lose links that are nowhere else, or are being made. */
  onKept: (kept: boolean) => void;
  /** Runs the hidden tests of an interview in this page; rejects with a sentence. */
  onTest?: RunTests;
  visible: boolean;
}

export function ClassView(props: IClassViewProps): JSX.Element {
  const { api, onName } = props;
  const trans = useTrans();
  const [classes, setClasses] = React.useState<readonly IClass[] | null>(null);
  const [failure, setFailure] = React.useState<string | null>(null);
  const [isMaking, setMaking] = React.useState(false);
  const [links, setLinks] = React.useState<{ shown: IClassLinks; again: boolean } | null>(null);
  const [isCreating, setCreating] = React.useState(false);
  const [isKept, setKept] = React.useState(true);
  const work = useClassWork();
  useKeptLinks(isKept && !isCreating && !work.makesLinks, props.onKept);
  const view = React.useRef<HTMLDivElement>(null);
  useKeptFocus(view);

  const refresh = React.useCallback(async (): Promise<void> => {
    try {
      setClasses(await api.classes());
      setFailure(null);
    } catch (reason) {
      setFailure(sentence(reason, trans));
    }
  }, [api, trans]);
  // Another class was asked for: show it, and look whether it is new.
  React.useEffect(() => {
    setMaking(false);
    void refresh();
  }, [refresh, props.name]);

  const name = props.name ?? classes?.[0]?.name ?? null;
  const of = React.useMemo(() => (name === null ? null : { group: name }), [name]);
  const form = isMaking || (props.name === null && classes?.length === 0);
  return (
    <div className="jpi-ClassView" ref={view}>
      {!form && links === null && classes !== null && (
        <div className="jpi-ClassView-bar">
          <select
            className="jpi-Select"
            aria-label={trans.__('Class')}
            value={name ?? ''}
            onChange={event => onName(event.target.value)}
          >
            {classes.map(one => (
              <option key={one.name} value={one.name}>
                {one.name} ({one.sessions})
              </option>
            ))}
          </select>
          <Button label={trans.__('New class')} icon="add" onClick={() => setMaking(true)} />
        </div>
      )}
      {failure !== null && <p role="alert">{failure}</p>}
      <ClassReport work={work} />
      {links !== null ? (
        <ClassLinks
          // Those that come later were not copied with those before.
          key={links.shown.links.map(({ inviteId }) => inviteId).join()}
          links={links.shown}
          again={links.again}
          onKept={setKept}
          onDone={() => {
            onName(links.shown.name);
            setLinks(null);
            setMaking(false);
            void refresh();
          }}
        />
      ) : form ? (
        <ClassForm
          api={api}
          language={props.language}
          onCreate={wanted => {
            setCreating(true);
            return api.createClass(wanted).finally(() => setCreating(false));
          }}
          onCancel={() => setMaking(false)}
          onLinks={made => setLinks({ shown: made, again: false })}
        />
      ) : (
        of !== null && (
          <LiveClassTable
            key={of.group}
            api={api}
            of={of}
            visible={props.visible}
            onOpen={props.onOpen}
            actions={(sessions, isChosen) => (
              <ClassActions
                {...{ api, sessions, isChosen, work }}
                onTest={props.onTest}
                name={of.group}
                onLinks={made => setLinks({ shown: made, again: true })}
              />
            )}
          />
        )
      )}
    </div>
  );
}

/** Asks before the page is closed while links would be lost, and tells who closes views. */
function useKeptLinks(isKept: boolean, onKept: (kept: boolean) => void): void {
  React.useEffect(() => {
    onKept(isKept);
    return () => onKept(true);
  }, [isKept, onKept]);
  React.useEffect(() => {
    if (isKept) {
      return undefined;
    }
    const ask = (event: BeforeUnloadEvent): void => event.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [isKept]);
}

/** The table of a class or of these interviews, as it is now. */
export function LiveClassTable(props: {
  api: Pick<IInterviewApi, 'activity'>;
  /** The same object as long as its content is the same. */
  of: ActivityOf;
  visible: boolean;
  onOpen: (sessionId: string) => void;
  onNews?: (now: IActivityNow) => void;
  /** What can be done with these interviews: those that were chosen and are shown, or all. */
  actions?: (sessions: readonly IActivity[], isChosen: boolean) => React.ReactNode;
}): JSX.Element {
  const { api, of, onNews } = props;
  const trans = useTrans();
  const now = useActivity(api, of, props.visible);
  const { activity, failure } = now;
  React.useEffect(() => onNews?.(now), [now, onNews]);
  const [chosen, setChosen] = React.useState<ReadonlySet<string>>(new Set());
  return (
    <div className="jpi-ClassView-table">
      {failure !== null && <p role="alert">{failure}</p>}
      {activity === null ? (
        failure === null && <p role="status">{trans.__('Looking at the interviews…')}</p>
      ) : activity.sessions.length === 0 ? (
        <p role="status">{trans.__('There is no interview to see here.')}</p>
      ) : (
        <ClassTable
          activity={activity}
          onOpen={props.onOpen}
          {...(props.actions && {
            choice: { chosen, onChoose: setChosen },
            actions: props.actions
          })}
        />
      )}
    </div>
  );
}
