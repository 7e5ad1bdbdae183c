/**
 * The player: the code of a moment with its authors, what had been run by then, what happened, and a timeline
 * over all of it. It is told everything that it needs, so that a panel, a page and a file can show it.
 */
import * as React from 'react';
import type { IFile, IRecording } from '../../contract/protocol';
import { fileIn } from '../../contract/files';
import type { ISpan } from '../../playback/breaks';
import { zoomed } from '../../playback/lanes';
import { clockOf, fragmentOf, linked } from '../../playback/links';
import type { IMoment } from '../../playback/moments';
import type { Playback } from '../../playback/playback';
import type { Player } from '../../playback/player';
import { programThen } from '../../playback/run-this';
import {
  compare,
  entryAt,
  step,
  STEP_MS,
  stepTime,
  stopsOf,
  tenth,
  type Direction,
  type Step
} from '../../playback/steps';
import { trailOf } from '../../playback/trail';
import type { Truths } from '../../playback/truth';
import type { IRunner } from '../../model/ports';
import { Button } from '../../ui/button';
import { copyText } from '../../ui/clipboard';
import { safeColor } from '../../ui/colors';
import { Icon } from '../../ui/icons';
import { Modal } from '../../ui/modal';
import { Notice } from '../../ui/notice';
import { SplitView } from '../../ui/split-view';
import { Tabs } from '../../ui/tabs';
import { fullTime } from '../../ui/times';
import { useTrans } from '../../ui/translation';
import type { ICodePosition } from '../editor/code-positions';
import type { EditorBackend } from '../editor/editor-backend';
import { useNote } from '../output/use-note';
import { shownTitle } from '../wording';
import { KINDS, type IAuthorship } from './author-marks';
import { Controls, withKeys } from './controls';
import { EntryList, GoTo } from './entry-list';
import { FindBox, useSearch } from './find-box';
import { keyList, verbOf, type KeyVerb } from './keys';
import type { IWhen } from './look-at';
import type { ILookBackSource } from './look-back-source';
import { MomentEditor } from './moment-editor';
import { useNoteMarkers } from './note-markers';
import { OutputThen } from './output-then';
import { useOwnTry } from './own-try';
import { Timeline } from './timeline';
import { usePlayer, usePrepared } from './use-player';
import { entrySentence, momentWords, personName, truthSentence } from './words';

export interface ILookBackProps {
  recording: IRecording;
  editor: EditorBackend;
  /** The address of this player without a fragment; null where it has none. */
  address: string | null;
  /** A sandbox in which a text of the past can be tried; null where there is none. */
  createRunner: (() => IRunner) | null;
  /** Whether people are in the interview now. */
  isLive: boolean;
  /** Reads the recording again; null where nothing comes any more. */
  onMore: (() => Promise<void>) | null;
  /** Closes the player; null on pages that show nothing else. */
  onBack: (() => void) | null;
  /** Names the moment with which it begins. */
  fragment?: string;
  /** What hosts have noted. */
  notes: ILookBackSource['notes'];
  /** A moment that is to be shown, each time this is another object. */
  when?: IWhen | null;
  /** Why there is nothing newer, in a sentence. */
  problem?: string | null;
  /** Whether it has the keys from the beginning on; it has, unless this says otherwise. */
  takesFocus?: boolean;
}

type Side = 'output' | 'entries';

export function LookBack(props: ILookBackProps): JSX.Element {
  const { recording, address, fragment = '', onBack, when = null, takesFocus = true } = props;
  const trans = useTrans();
  const noteWords = React.useCallback(
    (isBookmark: boolean, text: string, author: string): string =>
      isBookmark ? trans.__('Bookmark of %1', author) : trans.__('Note of %1: %2', author, text),
    [trans]
  );
  const markers = useNoteMarkers(props.notes, recording, noteWords);
  const { playback, isReady, truths } = usePrepared(recording);
  const player = usePlayer(playback, fragment);
  const { moment } = player;
  const { moments, length } = playback;
  const [seen, setSeen] = React.useState<ISpan>({ from: 0, to: length });
  React.useEffect(() => setSeen({ from: 0, to: length }), [length]);
  const [side, setSide] = React.useState<Side>('output');
  const [follows, setFollows] = React.useState(true);
  const [chosen, setChosen] = React.useState<string | null>(null);
  const [hasColors, setColors] = React.useState(false);
  const [mark, setMark] = React.useState<IMoment | null>(null);
  const [compares, setCompares] = React.useState(false);
  const [dialog, setDialog] = React.useState<'keys' | 'find' | 'time' | null>(null);
  const [query, setQuery] = React.useState('');
  const [note, say] = useNote();
  const own = useOwnTry(props.createRunner);
  const panelId = React.useId();
  const host = React.useRef<HTMLElement>(null);

  const sentences = React.useMemo(
    () =>
      isReady ? (playback.entries ?? []).map(entry => entrySentence(entry, playback, trans)) : [],
    [playback, isReady, trans]
  );
  const found = useSearch(playback, isReady, dialog === 'find' ? query : '', sentences);
  const hits = React.useMemo(() => found.hits.map(hit => hit.moment.at), [found]);
  const trail = React.useMemo(() => (isReady ? trailOf(playback) : ''), [playback, isReady]);
  const isExact = React.useMemo(
    () => linked(fragment, moments)?.isExact !== false,
    [fragment, moments]
  );

  const folder = playback.folderAt(moment);
  const file = lookedAt(playback, moment, follows ? null : chosen);
  const { [Math.max(0, entryAt(playback.entries ?? [], moment))]: lastSentence } = sentences;

  // Authors and texts are looked for once for a moment, not once for each drawing.
  const { edits } = moment;
  const text = React.useMemo(
    () => (file === undefined ? null : playback.textOf(file.id, { ...moments.first, edits })),
    [playback, moments, file, edits]
  );
  const authorship = React.useMemo(
    (): IAuthorship => authorshipOf(playback, file, edits, hasColors || compares, trans),
    [playback, file, edits, hasColors, compares, trans]
  );
  const compared = React.useMemo(() => {
    const from = mark ?? moments.first;
    return compares && file !== undefined ? playback.textOf(file.id, from) : null;
  }, [playback, moments, file, compares, mark]);
  const names = React.useMemo(() => folder.files.map(({ name }) => name), [folder]);
  const runs = playback.runs.at(moment);
  const checkKey = playback.runs.checksAt(moment).map(({ hasEnded }) => (hasEnded ? 1 : 0));
  const checks = React.useMemo(
    () => playback.runs.checksAt(moment),
    // eslint-disable-next-line react-hooks/exhaustive-deps -- the moment changes with every frame, the checks seldom
    [playback, checkKey.join('')]
  );

  const go = React.useCallback((to: IMoment): void => player.seek(to), [player]);
  React.useEffect(() => {
    if (when !== null && recording.start !== null) {
      go(moments.at(when.time - recording.start.at));
    }
    // Nobody is taken away from where they are when there is more of the recording.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [when]);
  const stepAlong = (along: Step, direction: Direction): void =>
    go(step(playback, player.moment, along, direction, markers));
  const copy = React.useCallback(
    (what: string, done: string): void =>
      void copyText(what).then(isCopied =>
        say(isCopied ? done : trans.__('Your browser does not let this page copy.'))
      ),
    [say, trans]
  );
  const copyPlain = React.useCallback(
    (what: string): void => copy(what, trans.__('Copied.')),
    [copy, trans]
  );
  const copyLink = (): void => {
    if (address !== null) {
      copy(address + fragmentOf(player.moment), trans.__('The link to this moment is copied.'));
    }
  };
  const endDifference = React.useCallback((): void => {
    setCompares(false);
    say(trans.__('This part of the page could not be fetched.'));
  }, [say, trans]);
  const chooseFile = React.useCallback((id: string): void => {
    setFollows(false);
    setChosen(id);
  }, []);
  // Whoever goes to the place of an error wants the file of then.
  const goToFile = React.useCallback(
    ({ file: name }: ICodePosition): void => {
      const named = folder.files.find(one => one.name === name);
      if (named !== undefined) {
        chooseFile(named.id);
      }
    },
    [folder, chooseFile]
  );
  const setMarkHere = (): void => {
    const isSame = mark !== null && compare(mark, player.moment) === 0;
    setMark(isSame ? null : player.moment);
    if (isSame) {
      setCompares(false);
    }
  };
  const compareSinceRun = (): void => {
    const before = stopsOf(playback, 'run').filter(stop => compare(stop, player.moment) < 0);
    setMark(before.at(-1) ?? moments.first);
    setCompares(true);
  };
  const program = file === undefined ? null : programThen(playback, moment, file.id);
  const runHere =
    props.createRunner === null || program === null
      ? null
      : () => {
          setSide('output');
          own.start(program, clockOf(player.moment.at));
        };

  const verbs: Record<Exclude<KeyVerb, 'tenth'>, () => void> = {
    play: () => player.toggle(),
    back: () => go(stepTime(playback, player.moment, -STEP_MS)),
    on: () => go(stepTime(playback, player.moment, STEP_MS)),
    burstBack: () => stepAlong('burst', -1),
    burstOn: () => stepAlong('burst', 1),
    editBack: () => stepAlong('edit', -1),
    editOn: () => stepAlong('edit', 1),
    markBack: () => stepAlong('mark', -1),
    markOn: () => stepAlong('mark', 1),
    run: () => stepAlong('run', 1),
    runBack: () => stepAlong('run', -1),
    failing: () => stepAlong('failing', 1),
    failingBack: () => stepAlong('failing', -1),
    inserted: () => stepAlong('inserted', 1),
    insertedBack: () => stepAlong('inserted', -1),
    note: () => stepAlong('note', 1),
    noteBack: () => stepAlong('note', -1),
    file: () => stepAlong('switch', 1),
    fileBack: () => stepAlong('switch', -1),
    home: () => go(moments.first),
    end: () => go(moments.last),
    slower: () => player.faster(-1),
    faster: () => player.faster(1),
    follow: () => setFollows(!follows),
    authors: () => setColors(!hasColors),
    mark: setMarkHere,
    difference: () => setCompares(!compares),
    sinceRun: compareSinceRun,
    goTo: () => setDialog('time'),
    idle: () => player.shorten(!player.shortens),
    link: copyLink,
    search: () => setDialog('find'),
    zoomIn: () => setSeen(zoomed(seen, 0.5, player.moment.at, length)),
    zoomOut: () => setSeen(zoomed(seen, 2, player.moment.at, length)),
    keys: () => setDialog('keys'),
    close: () => (dialog === null ? onBack?.() : setDialog(null))
  };
  const onKeyDown = (event: React.KeyboardEvent): void => {
    const verb = verbOf(event.nativeEvent);
    if (verb === null || event.defaultPrevented) {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
    if (verb === 'tenth') {
      go(tenth(playback, Number(event.key)));
    } else {
      verbs[verb]();
    }
  };

  // Whoever opens it by a key goes on by keys.
  const begins = React.useRef(takesFocus);
  React.useEffect(() => {
    if (begins.current) {
      host.current?.querySelector<HTMLElement>('[role=slider]')?.focus();
    }
  }, []);
  useColors(host, playback);

  return (
    <section
      ref={host}
      className="jpi-LookBack"
      aria-label={trans.__('Look back')}
      data-playing={player.isPlaying}
      // Keys go on here when the code is clicked, which takes no focus itself.
      tabIndex={-1}
      onKeyDown={onKeyDown}
    >
      <header className="jpi-LookBack-bar">
        {onBack && (
          <Button
            label={props.isLive ? trans.__('Back to live') : trans.__('Back')}
            icon="back"
            look={props.isLive ? 'primary' : 'plain'}
            onClick={onBack}
          />
        )}
        <When playback={playback} moment={moment} isLive={props.isLive} />
        <TruthNote truths={truths} file={file} moment={moment} />
        <span className="jpi-LookBack-note" role="status">
          {note}
        </span>
        <span className="jpi-LookBack-tools">
          {props.onMore && (
            <Button
              label={trans.__('Read what has come since')}
              icon="refresh"
              iconOnly
              look="quiet"
              onClick={() => void props.onMore?.()}
            />
          )}
          <Button
            label={trans.__('Find')}
            icon="search"
            iconOnly
            look="quiet"
            tooltip={withKeys(trans.__('Find'), '/')}
            attributes={{ 'aria-expanded': dialog === 'find' }}
            onClick={() => setDialog(dialog === 'find' ? null : 'find')}
          />
          {address !== null && (
            <Button
              label={trans.__('Copy the link to this moment')}
              icon="link"
              iconOnly
              look="quiet"
              tooltip={withKeys(trans.__('Copy the link to this moment'), 'c')}
              onClick={copyLink}
            />
          )}
          <Button
            label={trans.__('Keys of the player')}
            icon="help"
            iconOnly
            look="quiet"
            tooltip={withKeys(trans.__('Keys of the player'), '?')}
            onClick={() => setDialog('keys')}
          />
        </span>
      </header>
      {props.problem && (
        <Notice kind="warning" icon="alert">
          <p>{props.problem}</p>
        </Notice>
      )}
      {!isExact && (
        <Notice kind="info" icon="clock">
          <p>
            {trans.__(
              'The link was made of another state of this interview. This is the nearest moment.'
            )}
          </p>
        </Notice>
      )}
      {dialog === 'find' && (
        <FindBox
          found={found}
          words={query}
          onWords={setQuery}
          onGo={go}
          onClose={() => setDialog(null)}
        />
      )}
      {dialog === 'time' && (
        <GoTo onGo={ms => go(moments.at(ms))} onClose={() => setDialog(null)} />
      )}
      <SplitView
        label={trans.__('Resize code and output')}
        first={
          <div className="jpi-EditorPane">
            <div className="jpi-LookBack-tabs">
              <Tabs
                label={trans.__('Files')}
                tabs={folder.files.map(({ id, name }) => ({ key: id, label: name }))}
                chosen={file?.id ?? ''}
                onChoose={chooseFile}
                controls={`${panelId}code`}
              />
            </div>
            {compares && (
              <p className="jpi-LookBack-compared">
                <Icon name="difference" />
                <span>
                  {mark === null
                    ? trans.__('Compared with the beginning')
                    : trans.__('Compared with %1', clockOf(mark.at))}
                </span>
                <Elsewhere
                  files={playback.changedBetween(mark ?? moments.first, moment)}
                  current={file}
                  onChoose={chooseFile}
                />
                <Button
                  label={trans.__('Close')}
                  icon="close"
                  iconOnly
                  look="quiet"
                  className="jpi-mod-small"
                  onClick={() => setCompares(false)}
                />
              </p>
            )}
            <div
              className="jpi-EditorPane-editor"
              data-compares={compares}
              data-colors={hasColors}
              id={`${panelId}code`}
              role="tabpanel"
              aria-label={file?.name ?? ''}
            >
              {file !== undefined && text !== null ? (
                <MomentEditor
                  backend={props.editor}
                  file={file}
                  text={text}
                  authorship={authorship}
                  compared={compared}
                  follows={follows}
                  onScrolled={() => setFollows(false)}
                  onNoDifference={endDifference}
                />
              ) : (
                <p className="jpi-LookBack-empty">{trans.__('There was no text yet.')}</p>
              )}
            </div>
            {(hasColors || compares) && <Legend playback={playback} authorship={authorship} />}
          </div>
        }
        second={
          <div className="jpi-LookBack-side">
            <div className="jpi-LookBack-tabs">
              <Tabs<Side>
                label={trans.__('Beside the code')}
                tabs={[
                  { key: 'output', label: trans.__('Output') },
                  { key: 'entries', label: trans.__('What happened') }
                ]}
                chosen={side}
                onChoose={setSide}
                controls={panelId}
              />
            </div>
            <div className="jpi-LookBack-sidePanel" id={panelId} role="tabpanel">
              {side === 'output' ? (
                <OutputThen
                  playback={playback}
                  runs={runs}
                  checks={checks}
                  files={names}
                  ownTry={own.current}
                  onEndTry={own.end}
                  onPosition={goToFile}
                  onCopy={copyPlain}
                />
              ) : isReady ? (
                <EntryList
                  playback={playback}
                  entries={playback.entries ?? []}
                  sentences={sentences}
                  markers={markers}
                  now={entryAt(playback.entries ?? [], moment)}
                  trail={trail}
                  onGo={go}
                  onCopy={copyPlain}
                />
              ) : (
                <p className="jpi-LookBack-empty">{trans.__('Reading…')}</p>
              )}
            </div>
          </div>
        }
      />
      <Timeline
        playback={playback}
        isReady={isReady}
        moment={moment}
        mark={mark}
        markers={markers}
        hits={hits}
        window={seen}
        onWindow={setSeen}
        onSeek={go}
        words={useSpoken(player, lastSentence ?? null)}
      />
      <Controls
        player={player}
        follows={follows}
        hasColors={hasColors}
        compares={compares}
        hasMark={mark !== null}
        onBurst={direction => stepAlong('burst', direction)}
        onFollow={verbs.follow}
        onColors={verbs.authors}
        onMark={setMarkHere}
        onCompare={verbs.difference}
        onRun={runHere}
      />
      {dialog === 'keys' && <KeysDialog onClose={() => setDialog(null)} />}
    </section>
  );
}

/** The file of the last edit where one follows it, the one that was chosen, or the one that was shown. */
function lookedAt(playback: Playback, moment: IMoment, chosen: string | null): IFile | undefined {
  const folder = playback.folderAt(moment);
  const { edits } = moment;
  const last = edits > 0 ? playback.text.edit(edits - 1) : null;
  const follows = chosen === null && last !== null && last.who >= 0;
  const typedIn = follows ? playback.recording.files[last.file]?.id : null;
  return (
    fileIn(folder, chosen) ??
    fileIn(folder, typedIn ?? null) ??
    fileIn(folder, folder.shown) ??
    folder.files[0]
  );
}

function authorshipOf(
  playback: Playback,
  file: IFile | undefined,
  edits: number,
  hasColors: boolean,
  trans: ReturnType<typeof useTrans>
): IAuthorship {
  const moment = { ...playback.moments.first, edits };
  const last = edits > 0 ? playback.text.edit(edits - 1) : null;
  const isHere = file !== undefined && last?.file === playback.placeOf(file.id) && last.who >= 0;
  return {
    authors: hasColors && file !== undefined ? playback.authorsOf(file.id, moment) : [],
    last: isHere
      ? {
          position: last.position + last.inserted.length,
          who: last.who,
          name: personName(playback, last.who, trans)
        }
      : null
  };
}

/** What is spoken: where one has gone or paused, and nothing while it plays. */
function useSpoken(player: Player, sentence: string | null): string {
  const last = React.useRef({ told: -1, words: '' });
  if (!player.isPlaying || last.current.told !== player.told) {
    last.current = { told: player.told, words: momentWords(player.moment.at, sentence) };
  }
  return last.current.words;
}

/** The colours of people, as properties of the player: no attribute of a mark may have one. */
function useColors(host: React.RefObject<HTMLElement>, playback: Playback): void {
  const { people } = playback.recording;
  React.useLayoutEffect(() => {
    people.slice(0, KINDS).forEach(({ color }, who) => {
      host.current?.style.setProperty(`--jpi-author-${who}`, safeColor(color ?? undefined));
    });
  }, [host, people]);
}

function When(props: { playback: Playback; moment: IMoment; isLive: boolean }): JSX.Element {
  const { playback, moment, isLive } = props;
  const { start, session } = playback.recording;
  const trans = useTrans();
  const then = new Date((start?.at ?? 0) + moment.at).toISOString();
  return (
    <p className="jpi-LookBack-when">
      <span className="jpi-LookBack-title">{shownTitle(session.title, trans)}</span>
      <time dateTime={then} title={start === null ? undefined : fullTime(then)}>
        {clockOf(moment.at)}
      </time>
      <span className="jpi-Muted">/ {clockOf(playback.length)}</span>
      {isLive && <span className="jpi-LookBack-notLive">{trans.__('not live')}</span>}
    </p>
  );
}

function TruthNote(props: {
  truths: Truths | null;
  file: IFile | undefined;
  moment: IMoment;
}): JSX.Element | null {
  const { truths, file, moment } = props;
  const trans = useTrans();
  if (truths === null || file === undefined) {
    return null;
  }
  const truth = truths.of(file.id, moment);
  const words = truthSentence(truth, clockOf(moment.at), trans);
  return (
    <span className="jpi-LookBack-truth" data-truth={truth.kind} title={words}>
      <Icon
        name={
          { sealed: 'check', open: 'clock', broken: 'alert', gap: 'alert' }[truth.kind] as 'check'
        }
      />
      <span className="jpi-LookBack-truthWords">{words}</span>
    </span>
  );
}

/** The other files that have changed as well. */
function Elsewhere(props: {
  files: readonly IFile[];
  current: IFile | undefined;
  onChoose: (id: string) => void;
}): JSX.Element | null {
  const others = props.files.filter(({ id }) => id !== props.current?.id);
  const trans = useTrans();
  if (others.length === 0) {
    return null;
  }
  return (
    <span className="jpi-LookBack-elsewhere">
      {trans.__('Also changed:')}
      {others.map(({ id, name }) => (
        <Button
          key={id}
          label={name}
          look="quiet"
          className="jpi-mod-small"
          onClick={() => props.onChoose(id)}
        />
      ))}
    </span>
  );
}

/** Whose colour is whose, and how much of the text each person has typed. */
function Legend(props: { playback: Playback; authorship: IAuthorship }): JSX.Element {
  const { playback, authorship } = props;
  const trans = useTrans();
  const counts = new Map<number, number>();
  for (const { who, from, to } of authorship.authors) {
    counts.set(who, (counts.get(who) ?? 0) + to - from);
  }
  return (
    <ul className="jpi-Legend" role="list" aria-label={trans.__('Authors')}>
      {[...counts]
        .sort(([, one], [, other]) => other - one)
        .map(([who, count]) => (
          <li key={who}>
            <span className={who < 0 ? '' : `jpi-Author jpi-Author-${who % KINDS}`}>
              {who < 0 ? trans.__('nobody') : personName(playback, who, trans)}
            </span>{' '}
            <span className="jpi-Muted">{trans._n('%1 character', '%1 characters', count)}</span>
          </li>
        ))}
    </ul>
  );
}

function KeysDialog(props: { onClose: () => void }): JSX.Element {
  const trans = useTrans();
  return (
    <Modal title={trans.__('Keys of the player')} onClose={props.onClose}>
      <div className="jpi-Shortcuts">
        {keyList(trans).map(([title, lines]) => (
          <section key={title}>
            <h3>{title}</h3>
            <dl>
              {lines.map(([pressed, what]) => (
                <div key={what}>
                  <dt>{what}</dt>
                  <dd>
                    <kbd>{pressed}</kbd>
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Modal>
  );
}
