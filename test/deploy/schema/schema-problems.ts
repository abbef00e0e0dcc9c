import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import { SCHEMAS } from './kinds.js';

const ajv = new Ajv({ allErrors: true, allowUnionTypes: true, strictRequired: false });
const validators = new Map<string, ValidateFunction>();

/** What of a document does not hold, one line each: `Service x: /spec/ports/0 has an unknown field "targetport"`. */
export function schemaProblems(document: unknown, kind = kindOf(document)): string[] {
  const schema = SCHEMAS[kind];
  if (schema === undefined) return [`${kind}: we ship no such kind`];
  let validate = validators.get(kind);
  if (validate === undefined) validators.set(kind, (validate = ajv.compile(schema)));
  if (validate(document)) return [];
  // Of a condition, what failed in its branch says more than that it failed.
  const errors = (validate.errors ?? []).filter(({ keyword }) => keyword !== 'if');
  const problems = errors.map((error) => `${nameOf(document, kind)}: ${wordsFor(error)}`);
  return [...new Set(problems)];
}

function kindOf(document: unknown): string {
  return String((document as { kind?: unknown } | null)?.kind);
}

function nameOf(document: unknown, kind: string): string {
  const name = (document as { metadata?: { name?: unknown } }).metadata?.name;
  return typeof name === 'string' ? `${kind} ${name}` : kind;
}

function wordsFor({ instancePath, keyword, message, params }: ErrorObject): string {
  const place = instancePath === '' ? '/' : instancePath;
  const { additionalProperty, allowedValue, allowedValues } = params as Record<string, unknown>;
  switch (keyword) {
    case 'additionalProperties':
      return `${place} has an unknown field "${String(additionalProperty)}"`;
    case 'const':
      return `${place} must be ${JSON.stringify(allowedValue)}`;
    case 'enum':
      return `${place} must be one of ${JSON.stringify(allowedValues)}`;
    default:
      return `${place} ${message ?? keyword}`;
  }
}
