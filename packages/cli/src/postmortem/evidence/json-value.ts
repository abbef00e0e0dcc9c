const MOST_ITEMS = 10_000;

/** A value of JSON whose shape nobody vouches for: what is missing, or of another kind, is `undefined`. Texts are hostile. */
export class JsonValue {
  readonly #value: unknown;

  constructor(value: unknown) {
    this.#value = value;
  }

  /** What stands under `path`, a field of a field. */
  at(...path: readonly string[]): JsonValue {
    let value = this.#value;
    for (const name of path) value = isRecord(value) && Object.hasOwn(value, name) ? value[name] : undefined;
    return new JsonValue(value);
  }

  get raw(): unknown {
    return this.#value;
  }

  get text(): string | undefined {
    return typeof this.#value === 'string' ? this.#value : undefined;
  }

  get flag(): boolean | undefined {
    return typeof this.#value === 'boolean' ? this.#value : undefined;
  }

  /** A whole number from 0 that is held exactly. */
  get bytes(): number | undefined {
    return Number.isSafeInteger(this.#value) && (this.#value as number) >= 0
      ? (this.#value as number)
      : undefined;
  }

  get items(): readonly JsonValue[] {
    if (!Array.isArray(this.#value)) return [];
    return this.#value.slice(0, MOST_ITEMS).map((item) => new JsonValue(item));
  }

  get texts(): readonly string[] {
    return this.items.flatMap(({ text }) => text ?? []);
  }

  get fieldNames(): readonly string[] {
    return isRecord(this.#value) ? Object.keys(this.#value).slice(0, MOST_ITEMS) : [];
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
