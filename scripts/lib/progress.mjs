// Numbered steps that say what they do while they do it: a moving line on a terminal, and
// otherwise a line every five seconds, so that no minute is silent in a log either.
const terminal = Boolean(process.stdout.isTTY) && !process.env.CI;
const FRAMES = ['|', '/', '-', '\\'];

export class Progress {
  #total;
  #count = 0;
  #active = new Set();
  #timer = null;
  #frame = 0;

  constructor(total) {
    this.#total = total;
  }

  /** `work(tell)` does the step; `tell(line)` is its latest news, its answer the closing word. */
  async step(title, work) {
    this.#count += 1;
    const step = {
      label: `[${this.#count}/${this.#total}] ${title}`,
      begun: Date.now(),
      news: ''
    };
    this.#active.add(step);
    this.#timer ??= setInterval(() => this.#beat(), terminal ? 150 : 5000);
    // A step that has nothing to do says so in one line.
    const begin = terminal ? null : setTimeout(() => console.log(`${step.label} ...`), 300);
    const tell = news => {
      step.news = news;
    };
    try {
      const word = (await work(tell)) ?? 'done';
      this.#end(step, word);
    } catch (error) {
      this.#end(step, 'FAILED');
      throw error;
    } finally {
      clearTimeout(begin);
    }
  }

  #beat() {
    const news = [...this.#active].map(step => {
      const last = step.news ? `  ${step.news}` : '';
      return `${step.label} ${seconds(step)}${last}`;
    });
    if (terminal) {
      const frame = FRAMES[this.#frame++ % FRAMES.length];
      const room = Math.floor(((process.stdout.columns || 80) - 2) / news.length) - 3;
      const parts = news.map(part => part.slice(0, room).padEnd(room));
      process.stdout.write(`\r\x1b[K${frame} ${parts.join(' | ')}`);
    } else {
      news.forEach(line => console.log(`  ... ${line.slice(0, 150)}`));
    }
  }

  #end(step, word) {
    this.#active.delete(step);
    if (this.#active.size === 0) {
      clearInterval(this.#timer);
      this.#timer = null;
    }
    if (terminal) {
      process.stdout.write('\r\x1b[K');
    }
    console.log(`${step.label}: ${word} (${seconds(step)})`);
  }
}

function seconds(step) {
  const elapsed = (Date.now() - step.begun) / 1000;
  return `${elapsed.toFixed(elapsed < 10 ? 1 : 0)} s`;
}
