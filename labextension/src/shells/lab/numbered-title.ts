/** The number of people who wait or have come, before the title of the page, whoever writes the rest. */

export class NumberedTitle {
  constructor(private readonly _page: Document) {
    const title = _page.querySelector('title');
    if (title !== null) {
      // Lab writes it when another tab is in front.
      new MutationObserver(() => this._write()).observe(title, { childList: true });
    }
  }

  show(number: number): void {
    this._wanted = number === 0 ? '' : `(${number}) `;
    this._write();
  }

  private _write(): void {
    const { title } = this._page;
    const rest = title.startsWith(this._written) ? title.slice(this._written.length) : title;
    this._written = this._wanted;
    if (title !== this._wanted + rest) {
      this._page.title = this._wanted + rest;
    }
  }

  private _wanted = '';
  private _written = '';
}
