import { createHash } from 'node:crypto';
import { compareToBase, encodeProfile } from '@heaptide/profile';
import { describe, expect, it } from 'vitest';
import { DEFAULT_PPROF_OPTIONS, prepareReport, textItems } from '../../src/pprof/index.js';
import { renderWebError, type WebView } from '../../src/web/index.js';
import { HOSTILE } from './hostile-texts.js';
import { pageOf, SMALL, webProfile } from './web-fixtures.js';

const VIEWS: readonly WebView[] = ['flamegraph', 'graph', 'peek', 'source', 'top'];

/** What a browser would take for tags. Data blocks hold none. */
function tagsOf(html: string): string[] {
  const withoutCode = html.replace(/(<(script|style)[^>]*>).*?<\/\2>/gs, '$1</$2>');
  return [...withoutCode.matchAll(/<[a-zA-Z/!][^>]*>/g)].map(([tag]) => tag);
}

function textOf(html: string): string {
  return html.replace(/<(script|style)[^>]*>.*?<\/\1>|<[^>]*>/gs, '');
}

describe('every page', () => {
  const hostile = webProfile(
    HOSTILE.map((name, i) => ({
      stack: ['main', name.replaceAll('@', ''), `leaf${i}@${name.replaceAll('@', '')}`],
      bytes: 1000 + i,
    })),
    { program: `/srv/${HOSTILE[1]!}`, docUrl: HOSTILE[6]! },
  );

  it.each(VIEWS)('%s shows hostile names as text and nothing else', async (view) => {
    const configs = HOSTILE.map((name) => ({
      name,
      href: `?f=${encodeURIComponent(name)}`,
      current: false,
      own: true,
    }));
    const query = new URLSearchParams(HOSTILE.map((name, i) => [`x${i}`, name])).toString();
    const { html } = await pageOf({
      view,
      profile: hostile,
      configs,
      query,
      options: { ignore: 'nothing<b>"', trim: false },
      surroundings: {
        readSource: (path) => (path.includes('img') ? HOSTILE.join('\n') : undefined),
        drawGraph: (dot) => Promise.resolve(`<svg><text>${dot}</text></svg>`),
      },
    });
    for (const tag of tagsOf(html)) {
      expect(tag).not.toMatch(
        /^<(?:img|svg onload|iframe|object|base|form|link(?! rel="icon" href="data:,">))/i,
      );
      expect(tag.replace(/"[^"]*"/g, '""')).not.toMatch(/\s(?:on[a-z]+|style)\s*=/i);
      expect(tag).not.toMatch(/(?:href|src)="\s*javascript:/i);
    }
    expect(tagsOf(html).filter((tag) => tag.startsWith('<script')).length).toBe(
      view === 'flamegraph' ? 4 : 2,
    );
    expect(html.replace(/<script.*?<\/script>/gs, '')).not.toMatch(/[\0\u202e\u2028\u2066]/);
  });

  it.each(VIEWS)('%s may run and wear only what its policy names', async (view) => {
    const { html, policy } = await pageOf({ view });
    const texts = [...html.matchAll(/<(?:script|style)>(.*?)<\/(?:script|style)>/gs)].map(
      ([, text]) => text!,
    );
    expect(texts.length).toBe(view === 'flamegraph' ? 3 : 2);
    for (const text of texts) {
      expect(policy).toContain(`'sha256-${createHash('sha256').update(text).digest('base64')}'`);
    }
    expect(policy).toMatch(/^default-src 'none'; /);
    expect(policy).not.toMatch(/unsafe|\*|https?:/);
  });

  it('names the profile, its types and its filters, and leads on with them', async () => {
    const { html } = await pageOf({
      query: 'f=handle&si=inuse_objects&p=kept',
      options: { focus: 'handle', hide: 'main' },
    });
    expect(html).toContain('<title>app inuse_space</title>');
    expect(html).toContain('href="./graph?f=handle&amp;si=inuse_objects&amp;p=kept"');
    expect(html).toContain(
      'href="./top?f=handle&amp;si=inuse_space&amp;p=kept" aria-current="true">inuse_space</a>',
    );
    expect(html).toContain(
      '<code>handle</code><a href="./top?si=inuse_objects&amp;p=kept" aria-label="Remove focus">',
    );
    expect(html).toContain('<li title="Set on the command line"><span>hide</span> <code>main</code></li>');
  });

  it('shows what the report remarks', async () => {
    const heard: string[] = [];
    const { html } = await pageOf({
      options: { focus: 'nothing' },
      surroundings: { talk: (line) => heard.push(line) },
    });
    expect(html).toContain('<p>Focus expression matched no samples</p>');
    expect(heard).toEqual(['Focus expression matched no samples']);
  });

  it('links to documentation only where that is a page', async () => {
    const profile = (docUrl: string) => webProfile([{ stack: ['f'], bytes: 1 }], { docUrl });
    const { html } = await pageOf({ profile: profile('https://example.com/doc?a=1&b=2') });
    expect(html).toContain('href="https://example.com/doc?a=1&amp;b=2" rel="noopener noreferrer"');
    expect((await pageOf({ profile: profile('javascript:alert(1)//https://') })).html).not.toContain(
      'href="javascript',
    );
  });

  it('leaves the profile as it is', async () => {
    const before = encodeProfile(SMALL);
    for (const view of VIEWS) await pageOf({ view, query: 'f=handle', options: { focus: 'handle' } });
    expect(encodeProfile(SMALL)).toEqual(before);
  });
});

describe('top', () => {
  it('has the rows of the report', async () => {
    const { html } = await pageOf();
    const report = prepareReport(SMALL, { format: 'top', options: DEFAULT_PPROF_OPTIONS }, () => undefined);
    const rows = [...html.matchAll(/<tr id="node\d+".*?<\/tr>/g)].map(([row]) => textOf(row));
    const names = textItems(report).items.map(({ name, flatFormat }) => ({ name, flatFormat }));
    expect(names.map(({ name }) => name)).toEqual(['newSession', 'read', 'handle', 'accept', 'main']);
    names.forEach(({ name, flatFormat }, i) => {
      expect(rows[i]).toContain(flatFormat);
      expect(rows[i]).toContain(`${name}focuspeeksource`);
    });
    expect(rows[0]).toContain('48.83kB55.56%55.56%48.83kB55.56%');
    expect(rows[1]).toContain('29.30kB33.33%88.89%');
  });

  it('shows 500 of them at most', async () => {
    const stacks = Array.from({ length: 600 }, (_, i) => ({ stack: [`f${i}`], bytes: 1000 + i }));
    const { html } = await pageOf({
      profile: webProfile(stacks),
      options: { nodefraction: 0, nodecount: 3 },
    });
    expect(html.match(/<tr id="node/g)?.length).toBe(500);
    expect(html).toContain('Showing top 500 nodes out of 600');
  });

  it('refines by the function also where rows are lines', async () => {
    const { html } = await pageOf({ options: { granularity: 'lines' } });
    expect(html).toContain('newSession /app/newSession.js:4');
    expect(html).toContain('href="./peek?f=%5EnewSession%24"');
  });
});

describe('graph', () => {
  it('asks for a drawing without the header, and shows it', async () => {
    let dot = '';
    const drawGraph = (text: string): Promise<string> => {
      dot = text;
      return Promise.resolve(
        '<svg viewBox="0 0 7 9"><g id="node1" class="node"><text>drawn</text></g></svg>',
      );
    };
    const { html } = await pageOf({ view: 'graph', surroundings: { drawGraph } });
    expect(dot).toMatch(/^digraph "app" \{\nnode \[.*\nN1 \[/);
    expect(dot).not.toContain('Showing nodes');
    expect(html).toContain('<svg viewBox="0 0 7 9"');
    expect(html).toContain('<g id="node1" class="node"><text>drawn</text></g>');
    const names = (JSON.parse(/id="ui-data">(.*?)</.exec(html)![1]!) as { names: string[] }).names;
    const boxes = [...dot.matchAll(/^N(\d+) \[label="(\w+)/gm)];
    expect(boxes.length).toBe(5);
    for (const [, id, name] of boxes) expect(names[Number(id)]).toBe(name);
  });

  it('gives graphviz no way out of the title', async () => {
    let dot = '';
    const profile = webProfile([{ stack: ['f'], bytes: 1 }], {
      program: '/srv/x" { a [URL="javascript:alert(1)"] }',
    });
    await pageOf({
      view: 'graph',
      profile,
      surroundings: { drawGraph: (text) => Promise.resolve((dot = text)) },
    });
    expect(dot).toMatch(/^digraph "unnamed" \{/);
    expect(dot).not.toContain('javascript');
  });
});

describe('flame graph', () => {
  it('is a comparison where the profile holds a base', async () => {
    const base = webProfile([{ stack: ['main', 'accept', 'read'], bytes: 90_000 }]);
    const { html } = await pageOf({ view: 'flamegraph', profile: compareToBase(SMALL, base) });
    const data = JSON.parse(/id="data">(.*?)</.exec(html)![1]!) as { self: number[]; before: number[] };
    const sum = (values: number[]): number => values.reduce((all, value) => all + value, 0);
    expect(sum(data.self)).toBe(90_000);
    expect(sum(data.before)).toBe(90_000);
    expect(html).toContain('data-set="width-before"');
    expect((await pageOf({ view: 'flamegraph' })).html).not.toContain('data-set="width-before"');
  });

  it('knows the true names of its functions', async () => {
    const profile = webProfile([{ stack: ['main', HOSTILE[8]!], bytes: 5 }]);
    const { html } = await pageOf({ view: 'flamegraph', profile });
    const read = (id: string): unknown => JSON.parse(new RegExp(`id="${id}">(.*?)<`).exec(html)![1]!);
    const { names: shown } = read('data') as { names: string[] };
    const { names, frames } = read('ui-data') as { names: string[]; frames: number[] };
    const truth = shown.map((_, i) => names[frames[i]!]);
    expect(truth.sort()).toEqual([HOSTILE[8], 'main'].sort());
  });
});

describe('peek', () => {
  it('shows a function between its callers and its callees', async () => {
    const { html } = await pageOf({ view: 'peek', query: 'f=%5Ehandle%24' });
    const tables = [...html.matchAll(/<table class="ui-peek".*?<\/table>/gs)].map(([table]) => table);
    expect(tables.length).toBe(1);
    const [callers, itself, callees] = tables[0]!
      .split(/<tbody[^>]*>/)
      .slice(1)
      .map(textOf);
    expect(callers).toContain('58.59kB100%main /app/main.js:4');
    expect(itself).toContain('9.77kB11.11%11.11%58.59kB66.67%handle /app/handle.js:4');
    expect(callees).toContain('48.83kB83.33%newSession /app/newSession.js:4');
  });

  it('says that nothing matches', async () => {
    await expect(pageOf({ view: 'peek', query: 'f=nobody' })).rejects.toThrow(
      'no matches found for regexp: nobody',
    );
  });
});

describe('source', () => {
  const source = [
    '// one',
    '',
    'function newSession() {',
    '\treturn new Session("<b>");',
    '}',
    '// end',
    '// more',
  ].join('\n');

  it('shows the lines of the functions that match, from no files but theirs', async () => {
    const asked: string[] = [];
    const readSource = (path: string): string | undefined => {
      asked.push(path);
      return path === '/app/newSession.js' ? source : undefined;
    };
    const { html } = await pageOf({ view: 'source', query: 'f=newSession', surroundings: { readSource } });
    expect(asked).toEqual(['/app/newSession.js']);
    const rows = [...html.matchAll(/<tr(?: class="(ui-heat\d)")?><td>(.*?)<\/tr>/g)];
    expect(rows.map(([, heat, row]) => [heat, textOf(`<td>${row!}`)])).toEqual([
      [undefined, '3function newSession() {'],
      ['ui-heat5', '48.83kB48.83kB4    return new Session(&quot;&lt;b&gt;&quot;);'],
      [undefined, '5}'],
      [undefined, '6// end'],
      [undefined, '7// more'],
    ]);
  });

  it('finds modules that are known by their URL', async () => {
    const profile = webProfile([{ stack: ['f@file:///app/a%20b.mjs'], bytes: 5 }]);
    const readSource = (path: string): string | undefined => (path === '/app/a b.mjs' ? source : undefined);
    const { html } = await pageOf({ view: 'source', profile, surroundings: { readSource } });
    expect(html).toContain('function newSession() {');
  });

  it('says why there is none', async () => {
    const { html } = await pageOf({ view: 'source', query: 'f=read' });
    expect(html).toContain('No source: open /app/read.js: no such file or directory');
    await expect(pageOf({ view: 'source', query: 'f=nobody' })).rejects.toThrow(
      'no matches found for regexp: nobody',
    );
  });
});

it('says what went wrong, with a way to go on', () => {
  const query = new URLSearchParams('f=(');
  const request = {
    view: 'top',
    profile: SMALL,
    options: DEFAULT_PPROF_OPTIONS,
    query,
    configs: [],
  } as const;
  const { html } = renderWebError(request, 'missing closing ): `(` <b>');
  expect(html).toContain('missing closing ): `(` &lt;b&gt;');
  expect(html).toContain('href="./flamegraph?f=%28"');
});
