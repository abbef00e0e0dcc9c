/** Some of the programs; test/long has all, on every release of Node.js. */
import { describe } from 'vitest';
import { describeHolders } from './support/describe-holders.js';
import { HEALTHY, HIDDEN_LEAKS } from './support/snapshot-programs.js';

const CHOSEN = new Set(['promise-reaction', 'native-handle', 'loop-variable', 'bounded-loop']);

describe.concurrent('what the walk does not reach', () => {
  describeHolders(
    [...HIDDEN_LEAKS, ...HEALTHY].filter(({ name }) => CHOSEN.has(name)),
    process.execPath,
  );
});
