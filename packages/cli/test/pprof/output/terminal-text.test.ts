import { expect, it } from 'vitest';
import { terminalText } from '../../../src/pprof/output/terminal-text.js';

it('names cannot act on a terminal, and lines and tabs stay', () => {
  const long = 'x'.repeat(2000);
  expect(terminalText(`a\t b\n\u001b[2Jevil\u202e\r\n${long}\n`)).toBe(`a\t b\n␛[2Jevil<U+202E>␍\n${long}\n`);
});
