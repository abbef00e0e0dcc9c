import { HeaptideError } from '@heaptide/targets';

interface Reason {
  readonly code: HeaptideError['code'];
  readonly text: string;
}

/** Files that a series goes without, by what is wrong with them. */
export class LeftOut {
  readonly #byCode = new Map<
    Reason['code'],
    { readonly reason: Reason; readonly first: string; count: number }
  >();
  #count = 0;

  /** `text` goes on after the name. */
  add(name: string, code: Reason['code'], text: string): void {
    this.#count++;
    const known = this.#byCode.get(code);
    if (known === undefined) this.#byCode.set(code, { reason: { code, text }, first: name, count: 1 });
    else known.count++;
  }

  /** One line for each thing that is wrong: how many files, and one of their names. Raw text. */
  notes(): readonly string[] {
    return [...this.#byCode.values()].map(({ reason: { code, text }, first, count }) =>
      count === 1
        ? `${first} is left out: ${text} (${code})`
        : `${count} files are left out, such as ${first}: ${text} (${code})`,
    );
  }

  /** Why nothing is left, in the words of the first; `undefined` where nothing was left out. */
  error(): HeaptideError | undefined {
    const [most] = this.#byCode.values();
    if (most === undefined) return undefined;
    const { reason, first } = most;
    const which = this.#count === 1 ? '' : `none of ${this.#count} files can be read; `;
    return new HeaptideError(reason.code, `${which}${first}: ${reason.text}`);
  }
}
