/** Longer texts of the API are cut: no message or argument that means something to us is longer. */
const MOST_CHARACTERS = 16 * 1024;
const MOST_ITEMS = 10_000;

/**
 * A value of the API's JSON, whose kind nobody vouches for. Whatever is missing, or of another kind than asked for, is
 * `undefined`; nothing throws. Texts are hostile until sanitised.
 */
export class ApiValue {
  private readonly value: unknown;

  constructor(value: unknown) {
    this.value = value;
  }

  /** What stands under `path`, a field of a field. */
  at(...path: readonly string[]): ApiValue {
    let value: unknown = this.value;
    for (const name of path) value = isRecord(value) && Object.hasOwn(value, name) ? value[name] : undefined;
    return new ApiValue(value);
  }

  get isThere(): boolean {
    return this.value !== undefined && this.value !== null;
  }

  get text(): string | undefined {
    return typeof this.value === 'string' ? this.value.slice(0, MOST_CHARACTERS) : undefined;
  }

  get flag(): boolean | undefined {
    return typeof this.value === 'boolean' ? this.value : undefined;
  }

  get integer(): number | undefined {
    return Number.isSafeInteger(this.value) ? (this.value as number) : undefined;
  }

  /** Milliseconds of the epoch. */
  get moment(): number | undefined {
    const { text } = this;
    const time = text !== undefined && ISO_8601.test(text) ? Date.parse(text) : NaN;
    return Number.isNaN(time) ? undefined : time;
  }

  get items(): readonly ApiValue[] {
    if (!Array.isArray(this.value)) return [];
    return this.value.slice(0, MOST_ITEMS).map((item) => new ApiValue(item));
  }

  get texts(): readonly string[] {
    return this.items.map(({ text }) => text).filter((text) => text !== undefined);
  }

  /** The fields whose values are texts, as of labels. */
  get textFields(): Readonly<Record<string, string>> {
    return Object.fromEntries(
      this.fieldNames
        .map((name): [string, string | undefined] => [name, this.at(name).text])
        .filter((entry): entry is [string, string] => entry[1] !== undefined),
    );
  }

  get fieldNames(): readonly string[] {
    return isRecord(this.value) ? Object.keys(this.value).slice(0, MOST_ITEMS) : [];
  }
}

const ISO_8601 = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:\d\d)$/;

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
