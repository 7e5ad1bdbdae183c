/** The whole of the page: a bar that says what this is, and the player. */
import * as React from 'react';
import type { IRecording } from '../../contract/protocol';
import type { EditorBackend } from '../../features/editor/editor-backend';
import { LookBack } from '../../features/look-back/look-back';
import { Button } from '../../ui/button';
import { Icon } from '../../ui/icons';
import { Modal } from '../../ui/modal';
import { useTrans } from '../../ui/translation';

export interface IFilePageProps {
  recording: IRecording;
  editor: EditorBackend;
  /** Null where the page has none that leads to it. */
  address: string | null;
  /** Whose code is in the page. */
  licences: string;
  /** Whether it is a part of another page, whose keys it must not take. */
  isFramed: boolean;
}

export function FilePage(props: IFilePageProps): JSX.Element {
  const { recording } = props;
  const trans = useTrans();
  const fragment = useFragment();
  const [isAsked, setAsked] = React.useState(false);
  return (
    <div className="jpi-Page">
      <header className="jpi-Page-bar">
        <h1 className="jpi-Page-brand">
          <Icon name="interview" />
          {trans.__('Recorded interview')}
        </h1>
        {recording.audience === 'hosts' && (
          <span className="jpi-FilePage-hosts">{trans.__('For hosts only')}</span>
        )}
        <Button
          label={trans.__('About this recording')}
          icon="help"
          iconOnly
          look="quiet"
          onClick={() => setAsked(true)}
        />
      </header>
      <main className="jpi-Page-main">
        <LookBack
          key={fragment}
          recording={recording}
          editor={props.editor}
          address={props.address}
          createRunner={null}
          beginning={null}
          isLive={false}
          onMore={null}
          onBack={null}
          fragment={fragment}
          wholeRun={null}
          notes={null}
          takesFocus={!props.isFramed}
        />
      </main>
      {isAsked && (
        <About
          isForHosts={recording.audience === 'hosts'}
          licences={props.licences}
          onClose={() => setAsked(false)}
        />
      )}
    </div>
  );
}

/** For whom it is, what it has, and what is not in it. */
function About(props: { isForHosts: boolean; licences: string; onClose: () => void }): JSX.Element {
  const trans = useTrans();
  return (
    <Modal title={trans.__('About this recording')} onClose={props.onClose}>
      <div className="jpi-FilePage-about">
        <p>
          {props.isForHosts
            ? trans.__('It has what hosts alone may know. Do not give it to anybody else.')
            : trans.__('It has what everybody in the interview could see.')}
        </p>
        <p>
          {trans.__(
            'Of each run it has the beginning of what was printed. Pictures, notes and scores are not in it, and no program can be run here.'
          )}
        </p>
        <p>{trans.__('It asks for nothing from the network and keeps nothing in this browser.')}</p>
        <details>
          <summary>{trans.__('Licences of the code in this page')}</summary>
          <pre tabIndex={0}>{props.licences}</pre>
        </details>
      </div>
    </Modal>
  );
}

/** The moment that the address names, also when it is changed by hand. */
function useFragment(): string {
  const follow = React.useCallback((changed: () => void) => {
    window.addEventListener('hashchange', changed);
    return () => window.removeEventListener('hashchange', changed);
  }, []);
  return React.useSyncExternalStore(follow, () => location.hash);
}
