import { HeaptideError } from '@heaptide/profile';
import type { CommandOption } from '../../command.js';
import { CONFIG_FLAGS, type ConfigFlag, type GivenFlags } from '../proxy-flags.js';
import { nearestName } from './nearest-name.js';

const LONGEST_NAME = 64;

/**
 * The flags that a configuration file gives: an object whose keys are their names. `name` is what errors begin with.
 * @throws {HeaptideError} `HT_E_BAD_CONFIG`: one line that says which key does not hold, and why, and repeats no value.
 */
export function parseConfig(config: unknown, name: string): Partial<GivenFlags> {
  const fail = (what: string): never => {
    throw new HeaptideError('HT_E_BAD_CONFIG', `${name}: ${what}`);
  };
  if (typeof config !== 'object' || config === null || Array.isArray(config)) {
    return fail('must be an object, such as {"upstream": "http://127.0.0.1:3001"}');
  }
  const entries = Object.entries(config).map(([key, value]) => {
    if (!isFlag(key)) return fail(unknownKey(key));
    return [key, valueOf(value, CONFIG_FLAGS[key], (what) => fail(`"${key}" ${what}`))];
  });
  return Object.fromEntries(entries) as Partial<GivenFlags>;
}

function isFlag(key: string): key is ConfigFlag {
  return Object.hasOwn(CONFIG_FLAGS, key);
}

function unknownKey(key: string): string {
  const shown = JSON.stringify(key.slice(0, LONGEST_NAME));
  const nearest = nearestName(key.slice(0, LONGEST_NAME), Object.keys(CONFIG_FLAGS));
  return `there is no ${shown}${nearest === undefined ? '' : `; did you mean "${nearest}"?`}`;
}

function valueOf(value: unknown, option: CommandOption, fail: (what: string) => never): unknown {
  const { type, choices, multiple = false } = option;
  if (multiple) {
    const isList = Array.isArray(value) && value.every((each) => typeof each === 'string');
    return isList ? value : fail('must be a list of texts');
  }
  if (type !== 'string') {
    const isRight = typeof value === type && (type !== 'number' || Number.isFinite(value));
    return isRight ? value : fail(type === 'boolean' ? 'must be true or false' : 'must be a number');
  }
  // A size or a duration may be a bare number.
  const text = typeof value === 'number' ? String(value) : value;
  if (typeof text !== 'string' || text === '') return fail('must be a text');
  if (choices !== undefined && !choices.includes(text)) return fail(`must be one of ${choices.join(', ')}`);
  return text;
}
