import { expect, it } from 'vitest';
import { parsePrometheusText } from './prometheus-text.js';

const counter = '# HELP a_total A.\n# TYPE a_total counter\n';

it('reads names, labels and values', () => {
  const page = `${counter}a_total{code="200",path="\\"x\\""} 3\na_total{code="404",path=""} 1e3\n`;
  const { type, help, samples } = parsePrometheusText(page).get('a_total')!;
  expect({ type, help, samples: [...samples.values()] }).toEqual({
    type: 'counter',
    help: 'A.',
    samples: [3, 1000],
  });
});

it.each([
  ['no line end', `${counter}a_total 3`],
  ['a metric without a type', 'a_total 3\n'],
  ['a sample of another metric', `${counter}b_total 3\n`],
  ['a sample twice', `${counter}a_total 3\na_total 3\n`],
  ['a counter below 0', `${counter}a_total -1\n`],
  ['a value that is none', `${counter}a_total many\n`],
  ['a label without quotes', `${counter}a_total{code=200} 1\n`],
  [
    'buckets that shrink',
    '# HELP h H.\n# TYPE h histogram\nh_bucket{le="1"} 3\nh_bucket{le="+Inf"} 2\nh_count 2\n',
  ],
  ['a count of its own', '# HELP h H.\n# TYPE h histogram\nh_bucket{le="+Inf",m="x"} 2\nh_count{m="x"} 3\n'],
])('%s is refused', (_, page) => {
  expect(() => parsePrometheusText(page)).toThrow();
});
