import { expect, test } from 'vitest';
import { renderScrubJson, renderScrubText } from '../../src/snapshot/scrub.js';

const RESULT = { strings: 14_000, kept: 1836, suspiciousLabels: 12, suspicious: 0 };

test('what became of the strings, and a warning where something is left', () => {
  expect(renderScrubText('out\u001B[2J', RESULT)).toBe(
    'out␛[2J: 12,164 of 14,000 strings were replaced, 12 of them names that look like data\n',
  );
  expect(renderScrubText('out', { ...RESULT, suspicious: 3 })).toMatch(/\n3 strings .* do not share it\n$/);
  expect(JSON.parse(renderScrubJson('out', RESULT))).toEqual({
    schema: 'heaptide.snapshot-scrub/1',
    file: 'out',
    ...RESULT,
  });
});
