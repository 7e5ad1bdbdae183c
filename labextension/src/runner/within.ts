/** The answer of a promise, or a rejection with this sentence when it has none in time. */
export function within<T>(promise: Promise<T>, limitMs: number, sentence: string): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(sentence)), limitMs);
    promise.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
