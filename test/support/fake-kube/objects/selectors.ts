import type { ApiObject } from './api-object.js';

export type Matches = (object: ApiObject) => boolean;

/** One requirement of a label selector: `a=b`, `a==b`, `a!=b`, `a in (b,c)`, `a notin (b,c)`, `a`, `!a`. */
const REQUIREMENT = /^\s*(!)?([^\s=!(),]+)\s*(?:(==?|!=)\s*([^\s,()]*)|(in|notin)\s*\(([^)]*)\))?\s*$/;
const BETWEEN_REQUIREMENTS = /,(?![^(]*\))/;

/** Throws on a text that is no selector. */
export function labelMatcher(selector: string): Matches {
  const tests = splitSelector(selector).map((text) => {
    const [, negated, key, operator, value, setOperator, set = ''] = REQUIREMENT.exec(text) ?? [];
    if (key === undefined) throw new Error(`unable to parse requirement: ${text}`);
    const values = setOperator === undefined ? [value] : set.split(',').map((each) => each.trim());
    return (label: (key: string) => string | undefined): boolean => {
      const found = label(key);
      if (operator === undefined && setOperator === undefined)
        return (found !== undefined) !== (negated === '!');
      const isOneOf = found !== undefined && values.includes(found);
      return operator === '!=' || setOperator === 'notin' ? !isOneOf : isOneOf;
    };
  });
  return ({ metadata: { labels = {} } }) =>
    tests.every((holds) => holds((key) => (Object.hasOwn(labels, key) ? labels[key] : undefined)));
}

/** `path.of.field=value` or `!=`, joined by commas. */
export function fieldMatcher(selector: string): Matches {
  const tests = splitSelector(selector).map((text) => {
    const [, path, operator, value] = /^([\w.]+)(==?|!=)(.*)$/.exec(text) ?? [];
    if (path === undefined || value === undefined) throw new Error(`invalid field selector: ${text}`);
    return (object: ApiObject) => (fieldText(object, path.split('.')) === value) === (operator !== '!=');
  });
  return (object) => tests.every((holds) => holds(object));
}

function splitSelector(selector: string): readonly string[] {
  return selector.split(BETWEEN_REQUIREMENTS).filter((text) => text.trim() !== '');
}

function fieldText(object: unknown, path: readonly string[]): string {
  let value = object;
  for (const key of path) value = (value as Record<string, unknown> | undefined)?.[key];
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}
