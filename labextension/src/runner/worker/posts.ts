/** What comes for a program while it runs, each read once and in its order. */
export class Posts<T = string> {
  put(post: T): void {
    const waiter = this._waiters.shift();
    if (waiter === undefined) {
      this._posts.push(post);
    } else {
      waiter(post);
    }
  }

  next(): Promise<T> {
    const post = this._posts.shift();
    return post === undefined
      ? new Promise(resolve => this._waiters.push(resolve))
      : Promise.resolve(post);
  }

  private _posts: T[] = [];
  private _waiters: ((post: T) => void)[] = [];
}
