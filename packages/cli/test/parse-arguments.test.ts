import { HeaptideError } from '@heaptide/profile';
import { describe, expect, it } from 'vitest';
import { parseArguments } from '../src/parse-arguments.js';
import { VERBS, type AnyCommand } from '../src/verbs.js';

const command = {
  usage: 'look <first> <rest..>',
  describe: '',
  examples: [],
  positionals: {
    first: { type: 'string', demandOption: true, describe: '' },
    rest: { type: 'string', array: true, describe: '' },
  },
  options: {
    gc: { type: 'boolean', default: true, describe: '' },
    count: { alias: 'n', type: 'number', default: 5, describe: '' },
    'idle-timeout': { type: 'string', describe: '' },
    format: { type: 'string', choices: ['html', 'svg'], describe: '' },
  },
  run: () => Promise.resolve(0),
} as const satisfies AnyCommand;

const parse = (args: string[], env = {}) => parseArguments(command, args, env);
const failure = (args: string[], env = {}): string => {
  try {
    parse(args, env);
  } catch (error) {
    if (error instanceof HeaptideError && error.code === 'HT_E_USAGE') return error.message;
    throw error;
  }
  throw new Error('nothing was thrown');
};

describe('parseArguments', () => {
  it('gives positionals, flags in any order, and defaults', () => {
    expect(parse(['a', '-n', '7', 'b', '--idle-timeout=3m', 'c', '--no-gc'])).toEqual({
      first: 'a',
      rest: ['b', 'c'],
      gc: false,
      count: 7,
      'idle-timeout': '3m',
      format: undefined,
    });
    expect(parse(['a'])).toMatchObject({ gc: true, count: 5, rest: [] });
  });

  it('takes what follows -- for no flag', () => {
    expect(parse(['--', 'a', '--no-gc'])).toMatchObject({ first: 'a', rest: ['--no-gc'], gc: true });
  });

  it('reads environment twins, which flags outrank', () => {
    const env = { HEAPTIDE_IDLE_TIMEOUT: '9m', HEAPTIDE_COUNT: '3', HEAPTIDE_GC: 'no' };
    expect(parse(['a'], env)).toMatchObject({ 'idle-timeout': '9m', count: 3, gc: false });
    expect(parse(['a', '--count', '4', '--gc'], env)).toMatchObject({ count: 4, gc: true });
  });

  it.each([
    [[], {}, /Missing argument: first/],
    [['a', '--colour'], {}, /Unknown argument: colour/],
    [['a', '--count', 'many'], {}, /--count takes a number, not "many"/],
    [['a', '--count'], {}, /Wrong use of a flag: .*count/],
    [['a', '--gc=yes'], {}, /Wrong use of a flag: .*gc/],
    [['a', '--format', 'png'], {}, /--format is one of html, svg, not "png"/],
    [['a'], { HEAPTIDE_GC: 'perhaps' }, /--gc is yes or no, not "perhaps"/],
  ] as const)('%j with %j is wrong usage', (args, env, says) => {
    expect(failure([...args], env)).toMatch(says);
  });

  it('has no room for more than a verb takes', () => {
    const positionals = { first: command.positionals.first };
    expect(() => parseArguments({ ...command, positionals }, ['a', 'b'], {})).toThrow(/Unknown argument: b/);
  });
});

it.each(Object.keys(VERBS))('%s is named by its usage, and its positionals too', async (verb) => {
  const { usage, positionals = {}, options } = await VERBS[verb]!();
  const named = [...usage.matchAll(/[<[]([\w-]+)(\.\.)?[\]>]/g)].map(([, name, many]) => [
    name,
    many !== undefined,
  ]);
  expect(usage.split(' ')[0]).toBe(verb);
  expect(named).toEqual(Object.entries(positionals).map(([name, { array = false }]) => [name, array]));
  for (const { alias } of Object.values(options)) expect(alias ?? 'x').toMatch(/^[a-z]$/);
});
