/** The list of one's own interviews in their groups, with what can be done with each. */
import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';
import type { ISessionEntry } from '../../contract/protocol';
import { LONGEST_TITLE } from '../../model/people/names';
import type { KeptBy } from '../../model/ports';
import { Button } from '../../ui/button';
import { copyText } from '../../ui/clipboard';
import { ConfirmDialog } from '../../ui/confirm-dialog';
import type { IConfirmation } from '../../ui/confirm-dialog';
import { download } from '../../ui/download';
import { LinkField } from '../../ui/link-field';
import { Modal } from '../../ui/modal';
import { Notice } from '../../ui/notice';
import { useTrans } from '../../ui/translation';
import { copiedSentence } from '../share/invite-actions';
import { sentence } from '../sentences';
import { deleteConsequence, endConsequence, languageName } from '../wording';
import { GroupList } from './group-list';
import type { ISessionListProps } from './list-props';
import { NewInterviewDialog } from './new-interview-dialog';
import { OrderMenu } from './order-menu';
import type { IRowActions } from './session-row';

/** How long it is to be read that something was done. */
const SAID_MS = 8_000;

export function SessionList(props: ISessionListProps): JSX.Element {
  const { sessions, actions, keptBy, order } = props;
  const trans = useTrans();
  const [question, setQuestion] = React.useState<IConfirmation | null>(null);
  const [link, setLink] = React.useState<{ title: string; url: string } | null>(null);
  const [settingUp, setSettingUp] = React.useState(false);
  const [said, setSaid] = React.useState<string | null>(null);
  const [refusal, setRefusal] = React.useState<string | null>(null);
  const [renaming, setRenaming] = React.useState<string | null>(null);
  const [wanted, setWanted] = React.useState<string | null>(null);

  React.useEffect(() => {
    const timer = said === null ? undefined : setTimeout(() => setSaid(null), SAID_MS);
    return () => clearTimeout(timer);
  }, [said]);

  const attempt = (action: Promise<void>): void => {
    setSaid(null);
    action.then(
      () => setRefusal(null),
      reason => setRefusal(sentence(reason, trans))
    );
  };
  const copyLink = async (session: ISessionEntry): Promise<void> => {
    const made = await actions.makeLink(session);
    if (await copyText(made.url)) {
      setSaid(copiedSentence(made, session.title, trans));
    } else {
      setLink({ title: session.title, url: made.url });
    }
  };
  const duplicate = async (session: ISessionEntry): Promise<void> => {
    const copy = await actions.copy(session, titleOfCopy(session.title, trans));
    setSaid(trans.__('Made “%1”.', copy.title));
    setWanted(copy.id);
  };

  const rowActions: IRowActions = {
    open: session => actions.open(session),
    copyLink: session => attempt(copyLink(session)),
    rename: session => setRenaming(session.id),
    duplicate: session => attempt(duplicate(session)),
    takeAway: (session, form) =>
      attempt(actions.takeAway(session, form).then(({ name, content }) => download(content, name))),
    start: session => attempt(actions.start(session)),
    reopen: session => attempt(actions.reopen(session)),
    end: session =>
      setQuestion({
        title: trans.__('End “%1”?', session.title),
        consequence: endConsequence(keptBy, trans),
        verb: trans.__('End interview'),
        danger: true,
        onConfirm: () => attempt(actions.end(session))
      }),
    remove: session =>
      setQuestion({
        title: trans.__('Delete “%1”?', session.title),
        consequence: deleteConsequence(keptBy, trans),
        verb: trans.__('Delete for good'),
        danger: true,
        onConfirm: () => attempt(actions.remove(session))
      })
  };
  const renamed = (session: ISessionEntry, title: string | null): void => {
    setRenaming(null);
    setWanted(session.id);
    if (title !== null) {
      attempt(actions.rename(session, title));
    }
  };

  return (
    <div className="jpi-SessionList">
      <div className="jpi-SessionList-scroll">
        {props.mayCreate && (
          <div className="jpi-SessionList-new">
            <Button
              label={trans.__('New interview…')}
              icon="add"
              look="primary"
              onClick={() => setSettingUp(true)}
            />
            <Button
              label={trans.__('Quick interview')}
              tooltip={trans.__(
                'Quick interview: untitled, in %1, at once',
                languageName(props.language)
              )}
              icon="quick"
              iconOnly
              onClick={() => attempt(actions.create({ state: 'live' }))}
            />
          </div>
        )}
        {(props.query !== '' || props.found !== '' || (sessions?.length ?? 0) > 0) && (
          <div className="jpi-SessionList-tools">
            <input
              className="jpi-Input jpi-SessionList-search"
              type="search"
              aria-label={trans.__('Search interviews')}
              placeholder={trans.__('Search titles and people')}
              maxLength={120}
              value={props.query}
              onChange={event => props.onQuery(event.target.value)}
            />
            <OrderMenu order={order} arrange={props.arrange} />
          </div>
        )}
        {props.isMissing && (
          <Notice kind="warning" icon="alert">
            {trans.__(
              'Interviews are missing here: the database was damaged, and has been set aside. Whoever ' +
                'runs the server finds in its log where it is.'
            )}
          </Notice>
        )}
        {props.failure !== null && (
          <Notice kind="error" icon="cross">
            {props.failure}
          </Notice>
        )}
        {sessions === null ? (
          props.failure === null && <p className="jpi-Muted">{trans.__('Loading…')}</p>
        ) : sessions.length === 0 && props.found !== '' ? (
          <p className="jpi-SessionList-empty" role="status">
            {trans.__('No interview has “%1” in its title or among its people.', props.found)}
          </p>
        ) : sessions.length === 0 ? (
          <p className="jpi-SessionList-empty">{noInterviews(keptBy, props.mayCreate, trans)}</p>
        ) : (
          <GroupList
            {...{ ...props, sessions, rowActions, renaming, wanted }}
            onRenamed={renamed}
            onWanted={setWanted}
          />
        )}
      </div>
      <div className="jpi-SessionList-said">
        {refusal !== null && (
          <Notice kind="error" icon="cross" onDismiss={() => setRefusal(null)}>
            {refusal}
          </Notice>
        )}
        <div role="status">
          {said !== null && (
            <Notice kind="info" icon="check" role="presentation" onDismiss={() => setSaid(null)}>
              {said}
            </Notice>
          )}
        </div>
      </div>
      {link !== null && (
        <Modal title={trans.__('Link to “%1”', link.title)} onClose={() => setLink(null)}>
          <LinkField
            url={link.url}
            note={trans.__('A candidate link for 24 hours, to copy.')}
            once
          />
        </Modal>
      )}
      {settingUp && (
        <NewInterviewDialog
          language={props.language}
          keptBy={keptBy}
          banks={props.banks}
          files={props.files}
          onCreate={actions.create}
          onClose={() => setSettingUp(false)}
        />
      )}
      {question !== null && <ConfirmDialog question={question} onClose={() => setQuestion(null)} />}
    </div>
  );
}

/** No longer than a title may be. */
function titleOfCopy(title: string, trans: TranslationBundle): string {
  const named = trans.__('%1 (copy)', title);
  const tooLong = [...named].length - LONGEST_TITLE;
  return tooLong <= 0 ? named : trans.__('%1 (copy)', [...title].slice(0, -tooLong).join(''));
}

function noInterviews(keptBy: KeptBy, mayCreate: boolean, trans: TranslationBundle): string {
  if (keptBy === 'browser') {
    return trans.__(
      'No interviews yet. What you start here is kept in this browser, for its tabs alone.'
    );
  }
  return mayCreate
    ? trans.__(
        'No interviews yet. Start one, then invite people with Share: they need a browser, but no account.'
      )
    : trans.__('No interviews yet. Open a link that you were sent to take part in one.');
}
