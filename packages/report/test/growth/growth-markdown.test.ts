import { describe, expect, it } from 'vitest';
import { renderGrowthMarkdown } from '../../src/growth/index.js';
import { ACTS_ON_TERMINAL, frame, growthOf, leakOf, siteOf } from './sample-growth.js';

describe('a report in Markdown', () => {
  it('has the verdict, a table, and the findings folded away', () => {
    const report = growthOf([leakOf(), siteOf(), siteOf({ verdict: 'bounded' })]);
    expect(renderGrowthMarkdown(report)).toBe(
      `### heaptide growth: leak

**leak: \`newSession\` keeps 398 B (377 to 419) per request; confirmed**

2 captures over 20.5 s, 14,400 requests, heap 6.68 MiB to 8.58 MiB, rss 76.3 MiB to 85.8 MiB

| verdict | site | location | in use | per request (95 %) | per minute |
| --- | --- | --- | ---: | ---: | ---: |
| leak | \`newSession\` | \`/app/session-table.js:41:3\` | 2.50 MiB | +398 B (377 to 419) | +1.54 MiB |

<details open><summary>leak, confirmed: <code>newSession</code></summary>

- at: \`/app/session-table.js:41:3\`
- called by: \`next\` (\`/app/node_modules/express/lib/router.js:88:3\`) &#60;- \`handle\` (\`/app/server.js:12:3\`)
- why: 118 of 118 samples older than 3,000 requests are still alive

</details>

2 more sites: 1 bounded, 1 flat
`,
    );
  });

  it('adds sites up when asked', () => {
    const text = renderGrowthMarkdown(growthOf([leakOf()]), { groupBy: 'package', timed: false });
    expect(text).toContain(`| verdict | package | sites | in use | per request (95 %) |
| --- | --- | ---: | ---: | ---: |
| leak | \`(application)\` | 1 | 2.50 MiB | +398 B (377 to 419) |
`);
  });

  it.each([
    ['a pipe', 'a|b'],
    ['a pipe behind a backslash', 'a\\|b'],
    ['backticks', '`a`` b'],
    ['a tag', '</summary><img src=x onerror=y>'],
    ['a tag and a pipe', '|</code></details><b>'],
    ['a comment', '<!-- | -->'],
    ['links and mentions', '[x](http://x) @someone #12 |'],
    ['line feeds', 'a\n\n# b | c'],
  ])('%s in a name breaks out of nothing', (_, name) => {
    const site = leakOf({ ...frame(name, name), path: [frame(name, name), frame(name, name)] });
    const text = renderGrowthMarkdown(growthOf([site]));
    const rows = text.split('\n').filter((line) => line.startsWith('|'));
    expect(rows).toHaveLength(3);
    for (const row of rows) expect(row.match(/\|/g)).toHaveLength(7);
    const outsideCode = withoutCode(text);
    expect(outsideCode).not.toMatch(/<(?!\/?(?:details|summary)\b)/);
    expect(outsideCode).not.toMatch(/[@[\]\\`]|(?<!&)#12|http:/);
    expect(text.match(/<details/g)).toHaveLength(1);
    expect(text.match(/<\/details>/g)).toHaveLength(1);
    expect(text).not.toMatch(ACTS_ON_TERMINAL);
  });

  it('words of ours may have been named by anyone: a work counter', () => {
    const unit = '*x* | <b> @someone #12 www.x.example http://x ~~y~~ _z_';
    const { captures } = growthOf([]);
    const text = renderGrowthMarkdown(
      growthOf([leakOf({ reason: unit })], {
        unit,
        captures: captures.map((capture) => ({ ...capture, work: { [unit]: 1 } })),
      }),
    );
    const outsideCode = withoutCode(text);
    expect(outsideCode).not.toMatch(/<b|@|(?<!&)#12|www\.|http:\/\/|~~|_z_/);
    for (const row of text.split('\n').filter((line) => line.startsWith('|'))) {
      expect(row.match(/\|/g)).toHaveLength(7);
    }
  });
});

/** What GitHub reads as Markdown or looks for mentions in; code may hold what it likes. */
function withoutCode(text: string): string {
  return text.replace(/^### .*\n/, '').replace(/`[^`\n]*`/g, '').replace(/<code>[^<\n]*<\/code>/g, ''); // prettier-ignore
}
