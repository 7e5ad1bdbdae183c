/** Time as the model sees it, so that a test can turn it by hand. */
export interface IClock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Calls back once after `ms`; the function that it returns cancels that. */
  after(ms: number, callback: () => void): () => void;
}

export const systemClock: IClock = {
  now: () => Date.now(),
  after: (ms, callback) => {
    const timer = setTimeout(callback, ms);
    return () => clearTimeout(timer);
  }
};
