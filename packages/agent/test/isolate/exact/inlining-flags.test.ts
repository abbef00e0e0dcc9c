import { expect, it } from 'vitest';
import { inliningFlags } from '../../../src/isolate/exact/inlining-flags.js';

const NODE_20 = '11.3.244.8-node.33';
const NODE_22 = '12.4.254.21-node.30';

it.each<[string, string, string[]]>([
  ['', NODE_22, ['turbo-inlining', 'maglev-inlining']],
  ['', NODE_20, ['turbo-inlining']],
  ['--maglev --maglev_inlining', NODE_20, ['turbo-inlining', 'maglev-inlining']],
  ['--no-turbo-inlining', NODE_22, ['maglev-inlining']],
  ['--no-turbo-inlining --turbo-inlining', NODE_22, ['turbo-inlining', 'maglev-inlining']],
  ['--noturbo_inlining --nomaglev-inlining', NODE_22, []],
])('%s on V8 %s: %j', (line, v8Version, on) => {
  expect(inliningFlags(line.split(' '), v8Version)).toEqual(on);
});
