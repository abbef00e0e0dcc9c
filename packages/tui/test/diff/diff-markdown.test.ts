import { expect, test } from 'vitest';
import { diffMarkdown } from '../../src/diff/diff-markdown.js';
import { INITIAL_DIFF_VIEW } from '../../src/diff/diff-view.js';
import { FORBIDDEN, hostileNames } from '../hostile-names.js';
import { comparedSite, comparisonOf, sampleEntry, sampleModel, samplePaths } from './sample-diff.js';

test('the page for an issue', async () => {
  await expect(diffMarkdown(sampleModel(), INITIAL_DIFF_VIEW)).toMatchFileSnapshot('screens/markdown.txt');
});

test('a refusal and what was filtered are said', () => {
  const refused = diffMarkdown(sampleModel({ refusal: 'the process was restarted' }), INITIAL_DIFF_VIEW);
  expect(refused).toContain('not compared: the process was restarted');
  expect(refused).not.toContain('newSession');
  expect(diffMarkdown(sampleModel(), { ...INITIAL_DIFF_VIEW, filter: 'session' })).toContain(
    'only sites that match `session`',
  );
  expect(diffMarkdown(sampleModel({ a: undefined }), INITIAL_DIFF_VIEW)).toBe(
    'no two captures to compare yet\n',
  );
});

test('a capture without GC is marked', () => {
  const b = sampleEntry(14, {}, { gc: 'none' });
  expect(diffMarkdown(sampleModel({ b }), INITIAL_DIFF_VIEW)).toMatch(/- B: .*WITHOUT GC/);
});

test('names from profiles are no markup', () => {
  for (const name of [
    '`</code><img src=x>|',
    '@everyone',
    '#1',
    '[x](http://a.example)',
    ...hostileNames(300),
  ]) {
    const site = { ...comparedSite([name, '', 1, 9]), file: name, line: 4 };
    const changes = samplePaths({ function: name, file: name, line: 4 });
    const text = diffMarkdown(
      sampleModel({
        comparison: comparisonOf([site]),
        paths: { site, changes },
        unit: name,
        a: sampleEntry(0, {}, { work: { [name]: 1 } }),
        b: sampleEntry(9, {}, { work: { [name]: 90 } }),
      }),
      INITIAL_DIFF_VIEW,
    );
    expect(text.replaceAll('\n', '')).not.toMatch(FORBIDDEN);
    const rows = text.split('\n').filter((line) => line.startsWith('| grew'));
    expect(rows).toHaveLength(1);
    const outsideCode = text.replace(/`[^`\n]*`/g, '');
    expect(outsideCode).not.toMatch(/<(?!\/?code>)[a-z/!]|(?<!<code>)@|(?<!\n|^)(?<!<code>|&|#)#(?!#)|\]\(/i);
    expect(rows[0]!.replace(/`[^`]*`/g, '').match(/\|/g)).toHaveLength(9);
  }
});
