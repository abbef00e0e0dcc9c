import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { launchProgram } from '../support/child-program.js';

it('a store whose library is not installed says what to install', async () => {
  const script = fileURLToPath(new URL('programs/open-without-library.mjs', import.meta.url));
  const program = launchProgram({ args: [script] });
  expect(await program.exited, program.stderr()).toBe(0);
  expect(JSON.parse(program.stdout())).toEqual({
    name: 'HeaptideError',
    code: 'HT_E_STORE',
    message: 'a session store needs the package iovalkey beside heaptide: npm install iovalkey',
  });
});
