import fc from 'fast-check';
import { expect, test } from 'vitest';
import { flameMarkdown } from '../../src/flame/flame-markdown.js';
import { INITIAL_FLAME_VIEW } from '../../src/flame/flame-view.js';
import { after, proxyTree, sampleModel, sampleTree, type SamplePath } from './sample-flame.js';

const model = sampleModel(proxyTree());

test('the zoom is copied as a tree in a block of code', async () => {
  const view = after(INITIAL_FLAME_VIEW, ['2down', 'open', '2down'], { model, width: 100, height: 22 });
  await expect(flameMarkdown(model, view)).toMatchFileSnapshot('screens/markdown.txt');
});

test('of one capture it holds shares instead of changes', () => {
  const alone = { ...sampleModel(proxyTree({ compares: false })), a: undefined };
  const page = flameMarkdown(alone, INITIAL_FLAME_VIEW);
  expect(page).toContain(' 23.1 MiB   40.5%');
  expect(page).not.toContain('B-A');
});

test('no name ends the block, however many backticks it has', () => {
  const name = fc.string({ unit: fc.constantFrom('`', '~', '\n', 'a', '<', '@'), maxLength: 12 });
  fc.assert(
    fc.property(fc.array(fc.array(name, { minLength: 1, maxLength: 3 }), { maxLength: 5 }), (paths) => {
      const tree = sampleTree(paths.map((path): SamplePath => [path, 100, 50]));
      const lines = flameMarkdown(sampleModel(tree), INITIAL_FLAME_VIEW).trimEnd().split('\n');
      const fence = /^`+/.exec(lines[2]!)![0];
      expect(lines.at(-1)).toBe(fence);
      for (const line of lines.slice(3, -1)) expect(line).not.toContain(fence);
    }),
  );
});

test('a long tree is cut, and says so', () => {
  const paths = Array.from({ length: 80 }, (_, i): SamplePath => [[`f${i % 9}`, `g${i}`], 100]);
  const page = flameMarkdown(sampleModel(sampleTree(paths)), INITIAL_FLAME_VIEW);
  expect(page).toContain('30 more paths of at least 1% are left out');
  expect(page.split('\n').length).toBeLessThan(72);
});

test('what is awaited is copied as that', () => {
  expect(flameMarkdown({ ...model, tree: 'being built' }, INITIAL_FLAME_VIEW)).toBe(
    '```text\nbeing built\n```\n',
  );
});
