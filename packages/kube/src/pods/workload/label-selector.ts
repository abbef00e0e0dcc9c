import type { ApiValue } from '../api-value.js';

/**
 * A `labelSelector` of the API as text for a query: `app=web,tier in (a,b),!canary`. `undefined` where it selects nothing that
 * can be said, since there is no selector or it holds what is not known.
 */
export function labelSelectorText(selector: ApiValue): string | undefined {
  const labels = equalities(selector.at('matchLabels'));
  const expressions = selector.at('matchExpressions').items.map(expressionText);
  if (expressions.includes(undefined)) return undefined;
  const terms = [...labels, ...expressions];
  return terms.length === 0 ? undefined : terms.join(',');
}

/** The `selector` of a service, which is a bare map of labels; `undefined` where it has none. */
export function serviceSelectorText(selector: ApiValue): string | undefined {
  const terms = equalities(selector);
  return terms.length === 0 ? undefined : terms.join(',');
}

function equalities(labels: ApiValue): readonly string[] {
  return Object.entries(labels.textFields).map(([key, value]) => `${key}=${value}`);
}

function expressionText(expression: ApiValue): string | undefined {
  const key = expression.at('key').text;
  if (key === undefined) return undefined;
  const values = `(${expression.at('values').texts.join(',')})`;
  switch (expression.at('operator').text) {
    case 'In':
      return `${key} in ${values}`;
    case 'NotIn':
      return `${key} notin ${values}`;
    case 'Exists':
      return key;
    case 'DoesNotExist':
      return `!${key}`;
    default:
      return undefined;
  }
}
