/** One metric of a page in the text format of Prometheus, version 0.0.4. */
export interface MetricFamily {
  readonly type: string;
  readonly help: string;
  /** By name and labels, as they stand there. */
  readonly samples: ReadonlyMap<string, number>;
}

const NAME = '[a-zA-Z_:][a-zA-Z0-9_:]*';
const LABEL = '[a-zA-Z_][a-zA-Z0-9_]*="(?:[^"\\\\\\n]|\\\\[\\\\"n])*"';
const HEAD = new RegExp(`^# (HELP|TYPE) (${NAME}) (.+)$`);
const SAMPLE = new RegExp(`^((${NAME})(?:\\{${LABEL}(?:,${LABEL})*\\})?) (\\S+)$`);
const VALUE = /^(?:[+-]?(?:\d+(?:\.\d+)?(?:e[+-]?\d+)?)|\+Inf|-Inf|NaN)$/i;
const TYPES = ['counter', 'gauge', 'histogram', 'summary', 'untyped'];
const SUFFIXES = /_(?:bucket|sum|count)$/;

/**
 * Reads a page as a strict reader of the format would: HELP, then TYPE, then the samples of that metric alone, none twice,
 * counters and buckets that make sense, a line end at the end.
 */
export function parsePrometheusText(text: string): Map<string, MetricFamily> {
  if (!text.endsWith('\n')) throw new Error('the last line has no end');
  const families = new Map<string, { help: string; type: string; samples: Map<string, number> }>();
  let current = '';
  for (const line of text.split('\n')) {
    if (line === '') continue;
    const [, keyword, name, rest] = HEAD.exec(line) ?? [];
    if (keyword === 'HELP') {
      if (families.has(name!)) throw new Error(`${name!} stands there twice`);
      families.set(name!, { help: rest!, type: '', samples: new Map() });
      current = name!;
    } else if (keyword === 'TYPE') {
      const family = families.get(name!);
      if (family === undefined || name !== current || family.type !== '' || !TYPES.includes(rest!)) {
        throw new Error(`out of place: ${line}`);
      }
      family.type = rest!;
    } else {
      const [, key, sample, value] = SAMPLE.exec(line) ?? [];
      const family = families.get(current);
      if (key === undefined || family === undefined || !VALUE.test(value!))
        throw new Error(`no sample: ${line}`);
      const base =
        family.type === 'histogram' || family.type === 'summary' ? sample!.replace(SUFFIXES, '') : sample;
      if (base !== current) throw new Error(`${sample!} stands under ${current}`);
      if (family.samples.has(key)) throw new Error(`${key} stands there twice`);
      const number = value === '+Inf' ? Infinity : value === '-Inf' ? -Infinity : Number(value);
      if (family.type === 'counter' && !(number >= 0)) throw new Error(`a counter below 0: ${line}`);
      family.samples.set(key, number);
    }
  }
  for (const [name, { type, samples }] of families) if (type === 'histogram') checkBuckets(name, samples);
  return families;
}

/** Of each series the buckets must grow up to that of +Inf, which is the count. */
function checkBuckets(name: string, samples: ReadonlyMap<string, number>): void {
  const last = new Map<string, number>();
  for (const [key, value] of samples) {
    if (!key.startsWith(`${name}_bucket{`)) continue;
    const series = key
      .replace(`${name}_bucket`, '')
      .replace(/le="[^"]*",?/, '')
      .replace(/,\}$/, '}');
    if (value < (last.get(series) ?? 0)) throw new Error(`buckets that shrink: ${key}`);
    last.set(series, value);
    if (!key.includes('le="+Inf"')) continue;
    const count = samples.get(`${name}_count${series === '{}' ? '' : series}`);
    if (count !== value) throw new Error(`${key} is ${value}, the count ${String(count)}`);
  }
}
