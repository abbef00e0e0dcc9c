import { expect, it } from 'vitest';
import { scriptOf } from '../../src/run/script-of.js';

it.each([
  ['node app.js --flag', 'app.js'],
  ['node --watch --inspect=0 ./app.js', './app.js'],
  ['node --require /tsx/preflight.cjs --import file:///tsx/loader.mjs app.ts', 'app.ts'],
  ['node --env-file .env -r ./setup.cjs /srv/app.js -r x', '/srv/app.js'],
  ['node -e 1 x', undefined],
  ['node', undefined],
  ['', undefined],
])('%s runs %s', (command, script) => {
  expect(scriptOf(command.split(' '))).toBe(script);
});
