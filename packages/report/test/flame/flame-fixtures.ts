import { type Profile, ProfileBuilder, type ValueType } from '@heaptide/profile';
import fc from 'fast-check';

export const SPACE: readonly ValueType[] = [{ type: 'inuse_space', unit: 'bytes' }];

export const HEAP: readonly ValueType[] = [{ type: 'inuse_objects', unit: 'count' }, ...SPACE];

export interface StacksOptions {
  readonly sampleTypes?: readonly ValueType[];
  readonly period?: number;
  readonly program?: string;
  readonly timeNanos?: bigint;
}

/** A profile from lines such as `main;handle;newSession`, root first, with values; a function `f` is in `/app/f.js`. */
export function profileOf(
  stacks: readonly (readonly [stack: string, ...values: number[]])[],
  { sampleTypes = SPACE, period = 0, program = 'app', timeNanos = 0n }: StacksOptions = {},
): Profile {
  const periodType = { type: 'space', unit: 'bytes' };
  const builder = new ProfileBuilder({ sampleTypes, period, periodType, timeNanos });
  builder.mapping({ filename: `/srv/${program}` });
  for (const [stack, ...values] of stacks) {
    const names = stack === '' ? [] : stack.split(';');
    const locations = names.map((name) => {
      const func = builder.func({ name, filename: `/app/${name}.js`, startLine: 3 });
      return builder.location({ lines: [{ function: func, line: 5, column: 1 }] });
    });
    builder.sample({ stack: locations.reverse(), values });
  }
  return builder.build();
}

/** Small profiles of one program, with objects and bytes, made so that stacks often agree and values often cancel. */
export function arbitraryHeap(): fc.Arbitrary<Profile> {
  const line = fc.record({
    name: fc.constantFrom('a', 'b', '(anonymous)', ''),
    startLine: fc.nat(2),
    line: fc.nat(2),
  });
  const sample = fc.record({
    stack: fc.array(fc.array(line, { minLength: 1, maxLength: 2 }), { maxLength: 4 }),
    values: fc.tuple(fc.integer({ min: -2, max: 2 }), fc.integer({ min: -2, max: 2 })),
  });
  return fc.array(sample, { maxLength: 8 }).map((samples) => {
    const builder = new ProfileBuilder({ sampleTypes: HEAP });
    for (const { stack, values } of samples) {
      const locations = stack.map((lines) =>
        builder.location({
          lines: lines.map(({ name, startLine, line }) => ({
            function: builder.func({ name, filename: `${name}.js`, startLine }),
            line,
            column: 0,
          })),
        }),
      );
      builder.sample({ stack: locations, values });
    }
    return builder.build();
  });
}

/** Text that would do harm if it were believed: markup, script ends, terminal escapes, overrides of direction, NUL. */
export const HOSTILE = [
  '</script><script>globalThis.pwned=1</script>',
  '<!--<script>',
  ']]><script>globalThis.pwned=1</script><![CDATA[',
  '"><img src=x onerror="globalThis.pwned=1">',
  "'-alert(1)-'",
  'a\u2028b\u2029c',
  'a\u202egpj.exe',
  '\u001b[31mred\u001b]0;title\u0007',
  'nul\u0000byte',
  '&lt;b&gt;&#x41;',
  '${globalThis.pwned=1}`\\u003c',
  '__proto__',
  '\ud800lone',
] as const;
