/** The sound of an arrival: two soft tones, made here, so that no file is loaded. */

/** Hertz, and seconds after the first. */
const TONES = [
  [659.3, 0],
  [880, 0.14]
] as const;
const LOUDNESS = 0.05;
const SECONDS = 0.5;

/** A sound that the browser holds back for longer would come without its reason. */
const LATEST_MS = 1_000;

/** What the page holds that sounds, so that others of this browser do not sound for the same. */
const LOCK = 'jupyter-interview chime';
/** Milliseconds for which it holds that: all pages hear of an arrival by then. */
const HELD_MS = 2_000;

let context: AudioContext | null = null;
let isHolding = false;

/**
 * Plays it, if the browser lets this page. Pages that nobody has used yet may not play anything, and
 * asking for it would be a warning in the console.
 */
export function chime(): void {
  if (typeof AudioContext === 'undefined' || !navigator.userActivation?.hasBeenActive) {
    return;
  }
  const locks = navigator.locks as LockManager | undefined;
  if (locks === undefined || isHolding) {
    // Browsers have locks on https and localhost only. Elsewhere each page sounds.
    sound();
    return;
  }
  locks
    .request(LOCK, { ifAvailable: true }, async lock => {
      if (lock !== null) {
        isHolding = true;
        sound();
        await new Promise(resolve => setTimeout(resolve, HELD_MS));
        isHolding = false;
      }
    })
    .catch(sound);
}

function sound(): void {
  const asked = Date.now();
  try {
    context ??= new AudioContext();
    const player = context;
    // Resolves at once when the context runs already.
    player.resume().then(
      () => Date.now() - asked < LATEST_MS && play(player),
      () => undefined
    );
  } catch {
    // There is nothing to play it with.
  }
}

function play(player: AudioContext): void {
  for (const [frequency, later] of TONES) {
    const begin = player.currentTime + later;
    const end = begin + SECONDS;
    const tone = new OscillatorNode(player, { frequency });
    const loudness = new GainNode(player, { gain: 0 });
    loudness.gain.setValueAtTime(0.0001, begin);
    loudness.gain.exponentialRampToValueAtTime(LOUDNESS, begin + 0.02);
    loudness.gain.exponentialRampToValueAtTime(0.0001, end);
    tone.connect(loudness).connect(player.destination);
    tone.start(begin);
    tone.stop(end);
  }
}
