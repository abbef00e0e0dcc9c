/** A JSON schema. */
export type Schema = Readonly<Record<string, unknown>>;

type Properties = Readonly<Record<string, Schema>>;

/**
 * An object of these fields and no others: what the API server would drop without a word, or refuse, is a mistake here. A
 * field that is missing from these schemas is one that we do not ship yet: look it up, then add it.
 */
export function closed(required: Properties, optional: Properties = {}): Schema {
  return {
    type: 'object',
    additionalProperties: false,
    required: Object.keys(required),
    properties: { ...required, ...optional },
  };
}

export function listOf(items: Schema): Schema {
  return { type: 'array', minItems: 1, items };
}

export function oneOf(...values: readonly string[]): Schema {
  return { enum: values };
}

export function exactly(value: string): Schema {
  return { const: value };
}

export const text: Schema = { type: 'string', minLength: 1 };
export const yesNo: Schema = { type: 'boolean' };

export function count(least = 0): Schema {
  return { type: 'integer', minimum: least };
}
