import { DEFAULT_PPROF_OPTIONS, PPROF_OPTIONS, type PprofOptions } from '@heaptide/report/pprof';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { optionsFromQuery, queryForOptions } from '../../src/pprof/web/url-options.js';

const IN_URLS = PPROF_OPTIONS.filter(({ urlParameter }) => urlParameter !== undefined);
const SAVED = IN_URLS.filter(({ transient }) => !transient);

/** Options that differ from the defaults in what addresses hold; an address cannot say that a text is empty. */
const arbitraryOptions: fc.Arbitrary<PprofOptions> = fc
  .record(
    Object.fromEntries(
      SAVED.map(({ name, initial, choices }): [string, fc.Arbitrary<unknown>] => {
        if (choices !== undefined) return [name, fc.constantFrom(...choices)];
        if (typeof initial === 'boolean') return [name, fc.boolean()];
        if (name === 'nodecount') return [name, fc.integer({ min: -5, max: 100_000 })];
        if (typeof initial === 'number') return [name, fc.double({ min: 0, max: 1, noNaN: true })];
        return [name, fc.oneof(fc.string({ minLength: 1 }), fc.constantFrom('a|b', '^x&y=z$', 'é 😀+%'))];
      }),
    ),
    { requiredKeys: [] },
  )
  .map((changes) => ({ ...DEFAULT_PPROF_OPTIONS, ...changes }));

describe('addresses and options', () => {
  it('stand for each other', () => {
    fc.assert(
      fc.property(arbitraryOptions, (options) => {
        const { query } = queryForOptions(options, new URLSearchParams('si=inuse_space&p=kept'));
        const read = optionsFromQuery(DEFAULT_PPROF_OPTIONS, new URLSearchParams(query.toString()));
        expect(read).toEqual({ ...options, sample_index: 'inuse_space' });
        expect(query.get('p')).toBe('kept');
        expect(queryForOptions(options, query)).toEqual({ query, changed: false });
      }),
    );
  });

  it('leave out what is as usual', () => {
    const { query, changed } = queryForOptions(DEFAULT_PPROF_OPTIONS, new URLSearchParams('f=x&n=5&si=1'));
    expect([query.toString(), changed]).toEqual(['si=1', true]);
  });

  it('use the parameters of pprof', () => {
    const text =
      'f=a&i=b&h=c&s=d&sf=e&n=7&nf=0.5&ef=0.25&trim=f&tf=g&ti=h&ts=i&th=j&prunefrom=k&si=1&g=lines&sort=cum&rel=t&unit=MB&compact=1&calltree=true&dropneg=y&mean=yes&norm=t&noinlines=T&showcolumns=t&intel=t';
    expect(optionsFromQuery(DEFAULT_PPROF_OPTIONS, new URLSearchParams(text))).toEqual({
      ...DEFAULT_PPROF_OPTIONS,
      ...{ focus: 'a', ignore: 'b', hide: 'c', show: 'd', show_from: 'e', nodecount: 7, nodefraction: 0.5 },
      ...{ edgefraction: 0.25, trim: false, tagfocus: 'g', tagignore: 'h', tagshow: 'i', taghide: 'j' },
      ...{
        prune_from: 'k',
        sample_index: '1',
        granularity: 'lines',
        sort: 'cum',
        relative_percentages: true,
      },
      ...{
        unit: 'MB',
        compact_labels: true,
        call_tree: true,
        drop_negative: true,
        mean: true,
        normalize: true,
      },
      ...{ noinlines: true, showcolumns: true, intel_syntax: true },
    });
  });

  it('keep what the command line set, and what an address cannot set', () => {
    const options = { ...DEFAULT_PPROF_OPTIONS, hide: 'x', source_path: '/src' };
    const read = optionsFromQuery(options, new URLSearchParams('f=y&source_path=/etc&output=/tmp/x&h='));
    expect(read).toEqual({ ...options, focus: 'y' });
  });

  it.each([
    ['n=x', 'error setting config field nodecount: strconv.Atoi: parsing "x": invalid syntax'],
    ['nf=.', 'error setting config field nodefraction: strconv.ParseFloat: parsing ".": invalid syntax'],
    ['trim=maybe', 'error setting config field trim: illegal value "maybe" for bool variable'],
    ['g=bytes', 'error setting config field granularity: invalid "granularity" value "bytes"'],
    ['sort=name', 'error setting config field sort: invalid "sort" value "name"'],
  ])('do not hold with %s', (query, message) => {
    expect(() => optionsFromQuery(DEFAULT_PPROF_OPTIONS, new URLSearchParams(query))).toThrow(message);
  });
});
