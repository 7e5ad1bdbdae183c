/**
 * The player: the code of a moment with its authors, what had been run by then, what happened, and a timeline
 * over all of it. It is told everything that it needs, so that a panel, a page and a file can show it.
 */
import * as React from 'react';
import type { IRecording } from '../../contract/protocol';
import type { ISpan } from '../../playback/breaks';
import { between, zoomed } from '../../playback/lanes';
import { clockOf, fragmentOf, linked } from '../../playback/links';
import type { IMoment } from '../../playback/moments';
import type { Playback } from '../../playback/playback';
import type { Player } from '../../playback/player';
import { runLanguage } from '../../model/runs/run-language';
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
import type { IRunner } from '../../model/ports';
import { copyText } from '../../ui/clipboard';
import { safeColor } from '../../ui/colors';
import { Notice } from '../../ui/notice';
import { SplitView } from '../../ui/split-view';
import { Tabs } from '../../ui/tabs';
import { useTrans } from '../../ui/translation';
import type { ICodePosition } from '../editor/code-positions';
import type { EditorBackend } from '../editor/editor-backend';
import { useNote } from '../output/use-note';
import { KINDS } from './author-marks';
import { useBeginHere } from './begin-here';
import { CodeThen } from './code-then';
import { Controls } from './controls';
import { EntryList, GoTo } from './entry-list';
import { lookedAt, type Colors } from './file-then';
import { FindBox, useSearch } from './find-box';
import { useKeepUp } from './keep-up';
import { verbOf, type KeyVerb } from './keys';
import { KeysDialog } from './keys-dialog';
import type { IWhen } from './look-at';
import type { ILookBackSource } from './look-back-source';
import { MomentBar } from './moment-bar';
import { useNoteMarkers } from './note-markers';
import { OutputThen } from './output-then';
import { useOwnTry } from './own-try';
import { Timeline } from './timeline';
import { usePlayer, usePrepared } from './use-player';
import { entrySentence, momentWords } from './words';

export { merged } from '../../recording/parts';

export interface ILookBackProps {
  recording: IRecording;
  editor: EditorBackend;
  /** The address of this player without a fragment; null where it has none. */
  address: string | null;
  /** A sandbox in which a text of the past can be tried; null where there is none. */
  createRunner: (() => IRunner) | null;
  /** Whether people are in the interview now. */
  isLive: boolean;
  /** Reads what has come since, and answers whether it could; null where nothing comes any more. */
  onMore: (() => Promise<boolean>) | null;
  readEveryMs?: number;
  /** Closes the player; null on pages that show nothing else. */
  onBack: (() => void) | null;
  /** Names the moment with which it begins. */
  fragment?: string;
  /** All that a run has printed; null where only the recording is there. */
  wholeRun: ILookBackSource['wholeRun'];
  /** What hosts have noted. */
  notes: ILookBackSource['notes'];
  /** Begins another interview from a moment; null where none can be opened. */
  beginning: ILookBackSource['beginning'];
  /** A moment that is to be shown, each time this is another object. */
  when?: IWhen | null;
  /** Why there is nothing newer, in a sentence. */
  problem?: string | null;
  /** Whether it has the keys from the beginning on; it has, unless this says otherwise. */
  takesFocus?: boolean;
}

type Side = 'output' | 'entries';

/** A step along what happened, or the comparison with the last run. */
type Wish = readonly [Step, Direction] | 'sinceRun';

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
  // What is seen whole is so when it has grown, too.
  const [part, setPart] = React.useState<ISpan | null>(null);
  const seen = React.useMemo(() => part ?? { from: 0, to: length }, [part, length]);
  const setSeen = React.useCallback(
    (span: ISpan): void => setPart(span.to - span.from < length ? span : null),
    [length]
  );
  useKeepUp(props.onMore, player.keepsUp, props.readEveryMs);
  const [side, setSide] = React.useState<Side>('output');
  const [follows, setFollows] = React.useState(true);
  const [chosen, setChosen] = React.useState<string | null>(null);
  const [colors, setColors] = React.useState<Colors>('none');
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

  const names = React.useMemo(() => folder.files.map(({ name }) => name), [folder]);
  const runs = playback.runs.at(moment);
  const checkKey = playback.runs.checksAt(moment).map(({ hasEnded }) => (hasEnded ? 1 : 0));
  const checks = React.useMemo(
    () => playback.runs.checksAt(moment),
    // eslint-disable-next-line react-hooks/exhaustive-deps -- the moment changes with every frame, the checks seldom
    [playback, checkKey.join('')]
  );

  // What happened is read a moment after the code is there. Whoever asks for a step along it before
  // that gets it then, unless they have gone somewhere else.
  const wish = React.useRef<Wish | null>(null);
  const go = React.useCallback(
    (to: IMoment): void => {
      wish.current = null;
      player.seek(to);
    },
    [player]
  );
  const isTooEarly = (wished: Wish): boolean => {
    wish.current = isReady ? null : wished;
    if (!isReady) {
      say(trans.__('Reading…'));
    }
    return !isReady;
  };
  React.useEffect(() => {
    if (when !== null && recording.start !== null) {
      go(moments.at(when.time - recording.start.at));
    }
    // Nobody is taken away from where they are when there is more of the recording.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [when]);
  const stepAlong = (along: Step, direction: Direction): void => {
    if (along === 'edit' || !isTooEarly([along, direction])) {
      go(step(playback, player.moment, along, direction, markers));
    }
  };
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
    if (isTooEarly('sinceRun')) {
      return;
    }
    const before = stopsOf(playback, 'run').filter(stop => compare(stop, player.moment) < 0);
    setMark(before.at(-1) ?? moments.first);
    setCompares(true);
  };
  React.useEffect(() => {
    const { current: wished } = wish;
    if (isReady && wished !== null) {
      wish.current = null;
      if (wished === 'sinceRun') {
        compareSinceRun();
      } else {
        stepAlong(...wished);
      }
    }
    // A wish is granted once, when it can be.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [isReady]);
  const program = file === undefined ? null : programThen(playback, moment, file.id);
  const language = runLanguage(program?.language ?? null);
  const runHere =
    props.createRunner === null || program === null || language === null
      ? null
      : () => {
          setSide('output');
          own.start({ ...program, language }, clockOf(player.moment.at));
        };

  const beginHere = useBeginHere(props.beginning, recording, player, say);

  const verbs: Record<Exclude<KeyVerb, 'tenth'>, () => void> = {
    play: () => player.toggle(),
    back: () => go(stepTime(playback, player.moment, -STEP_MS)),
    on: () => go(stepTime(playback, player.moment, STEP_MS)),
    burstBack: () => stepAlong('burst', -1),
    burstOn: () => stepAlong('burst', 1),
    editBack: () => stepAlong('edit', -1),
    editOn: () => stepAlong('edit', 1),
    symbolBack: () => stepAlong('symbol', -1),
    symbolOn: () => stepAlong('symbol', 1),
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
    authors: () => setColors(colors === 'all' ? 'none' : 'all'),
    recent: () => setColors(colors === 'recent' ? 'none' : 'recent'),
    mark: setMarkHere,
    difference: () => setCompares(!compares),
    sinceRun: compareSinceRun,
    goTo: () => setDialog('time'),
    idle: () => player.shorten(!player.shortens),
    link: copyLink,
    search: () => setDialog('find'),
    zoomIn: () => setSeen(zoomed(seen, 0.5, player.moment.at, length)),
    zoomMark: () => setSeen(between((mark ?? moments.first).at, player.moment.at, length)),
    whole: () => setSeen({ from: 0, to: length }),
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
      <MomentBar
        playback={playback}
        moment={moment}
        file={file}
        truths={truths}
        isLive={props.isLive}
        keepsUp={props.onMore !== null && player.keepsUp}
        note={note}
        isFinding={dialog === 'find'}
        onBack={onBack}
        onMore={props.onMore}
        onFind={() => setDialog(dialog === 'find' ? null : 'find')}
        onLink={address === null ? null : copyLink}
        onKeys={() => setDialog('keys')}
      />
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
          <CodeThen
            playback={playback}
            moment={moment}
            files={folder.files}
            file={file}
            editor={props.editor}
            follows={follows}
            colors={colors}
            compares={compares}
            mark={mark}
            onChoose={chooseFile}
            onScrolled={() => setFollows(false)}
            onEndCompare={() => setCompares(false)}
            onNoDifference={endDifference}
          />
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
                  wholeRun={props.wholeRun}
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
        colors={colors}
        compares={compares}
        onWhole={seen.to - seen.from < length ? verbs.whole : null}
        hasMark={mark !== null}
        hasMore={props.onMore !== null}
        onBurst={direction => stepAlong('burst', direction)}
        onFollow={verbs.follow}
        onColors={verbs.authors}
        onRecent={verbs.recent}
        onMark={setMarkHere}
        onCompare={verbs.difference}
        onRun={runHere}
        onBegin={beginHere}
      />
      {dialog === 'keys' && <KeysDialog onClose={() => setDialog(null)} />}
    </section>
  );
}

/** What is spoken: where one has gone or paused, and nothing while it plays or goes on with what comes. */
function useSpoken(player: Player, sentence: string | null): string {
  const last = React.useRef({ told: -1, words: '' });
  const isCarried = player.isPlaying || player.wasCarried;
  if (!isCarried || last.current.told !== player.told) {
    last.current = { told: player.told, words: momentWords(player.moment.at, sentence) };
  }
  return last.current.words;
}

/** The colours of people, as properties of the player: no attribute in the code may have one. */
function useColors(host: React.RefObject<HTMLElement>, playback: Playback): void {
  const { people } = playback.recording;
  React.useLayoutEffect(() => {
    people.slice(0, KINDS).forEach(({ color }, who) => {
      host.current?.style.setProperty(`--jpi-author-${who}`, safeColor(color ?? undefined));
    });
  }, [host, people]);
}
