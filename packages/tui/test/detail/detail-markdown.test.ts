import { expect, test } from 'vitest';
import { detailMarkdown } from '../../src/detail/detail-markdown.js';
import { INITIAL_DETAIL_VIEW } from '../../src/detail/detail-view.js';
import { FORBIDDEN, hostileNames } from '../hostile-names.js';
import { callerDetail, CALLS, doubtfulDetail, sampleDetail, SOURCE } from './sample-detail.js';

test.each([
  ['leak', sampleDetail()],
  ['doubtful', doubtfulDetail({ source: undefined })],
  ['caller', callerDetail()],
])('the page of a %s as markdown', async (name, model) => {
  await expect(detailMarkdown(model, INITIAL_DETAIL_VIEW)).toMatchFileSnapshot(`screens/${name}.md`);
});

/** What stands outside of the block of code, and the block. */
function apart(markdown: string): {
  readonly prose: string;
  readonly fence: string;
  readonly code: readonly string[];
} {
  const lines = markdown.split('\n');
  const begin = lines.findIndex((line) => line.startsWith('```'));
  const fence = /^`+/.exec(lines[begin] ?? '')?.[0] ?? '';
  const end = lines.indexOf(fence, begin + 1);
  return {
    prose: [...lines.slice(0, begin), ...lines.slice(end + 1)].join('\n'),
    fence,
    code: lines.slice(begin + 1, end),
  };
}

test('no source can end the block of code that it stands in', () => {
  const lines = ['```', '~~~', '````', '`````js', 'const a = `x`;', '```\n# out', '\u2028```````'];
  const markdown = detailMarkdown(
    sampleDetail({ source: { ...SOURCE, firstLine: 40, lines } }),
    INITIAL_DETAIL_VIEW,
  );
  const { fence, code, prose } = apart(markdown);
  expect(fence).toBe('````````');
  expect(code).toHaveLength(lines.length);
  expect(prose).not.toContain('# out');
});

test('hostile names are neither markup nor mentions, and do nothing to a terminal', () => {
  const evil = [
    '@everyone',
    '</code><img src=x>',
    '](http://a.example)',
    'a|b\n# head',
    '`tick`',
    '#12',
    ...hostileNames(30),
  ];
  for (const name of evil) {
    const frame = { function: name, file: name, line: 41, column: 1 };
    const base = sampleDetail();
    const markdown = detailMarkdown(
      {
        ...base,
        frame,
        unit: name,
        site: { ...base.site!, reason: name, caveat: name, uncertainSite: true, candidates: [frame] },
        captures: base.captures.map((capture, index) => ({
          ...capture,
          work: { [`closed ${name}`]: index },
        })),
        calls: { ...CALLS, callers: [{ ...CALLS.callers[0]!, frame }], callees: [] },
        companions: [frame],
        source: { ...SOURCE, file: name, lines: [name, name] },
        versions: { [name]: name },
      },
      INITIAL_DETAIL_VIEW,
    );
    const { prose, code } = apart(markdown);
    expect(markdown.replaceAll('\n', '')).not.toMatch(FORBIDDEN);
    expect(code).toHaveLength(2);
    expect(prose).not.toContain('\n# head');
    const outside = prose.replace(/`[^`\n]*`|<code>.*?<\/code>/g, '');
    expect(outside).not.toMatch(/@everyone|(?<!&)#12\b|\]\(http|<img/);
  }
});
