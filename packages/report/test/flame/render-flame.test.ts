import { createHash } from 'node:crypto';
import { subtractBase } from '@heaptide/profile';
import { describe, expect, it } from 'vitest';
import { buildFlameTree } from '../../src/flame/build-flame-tree.js';
import type { FlameData } from '../../src/flame/flame-data.js';
import { renderFlameHtml } from '../../src/flame/render-flame-html.js';
import { renderFlameSvg } from '../../src/flame/render-flame-svg.js';
import { safeText } from '../../src/safe-text.js';
import { HOSTILE, profileOf } from './flame-fixtures.js';

const after = profileOf(
  [
    ['main;kept', 6 * 1024],
    ['main;fresh', 2048],
  ],
  { timeNanos: 1_700_000_060_000_000_000n },
);
const base = profileOf(
  [
    ['main;kept', 2048],
    ['main;past', 1024],
  ],
  { timeNanos: 1_700_000_000_000_000_000n },
);
const hostile = buildFlameTree(
  profileOf(
    HOSTILE.map((name) => [name.replaceAll(';', ','), 100] as const),
    { sampleTypes: [{ type: '</title><script>', unit: 'bytes' }], program: HOSTILE[0].replaceAll('/', '') },
  ),
);
const hostileOptions = { sources: [HOSTILE[0], HOSTILE[3]], title: HOSTILE[3] };

/** Characters that a terminal or a reader's eye would act on, save those that lay out the file. */
function unsafe(text: string): string[] {
  return text.replace(/[\n\t]/g, '').match(/[\p{Cc}\p{Cf}\p{Cs}\p{Cn}\p{Zl}\p{Zp}]/gu) ?? [];
}

function dataOf(html: string): FlameData {
  return JSON.parse(
    /<script type="application\/json" id="data">(.*?)<\/script>/s.exec(html)![1]!,
  ) as FlameData;
}

describe('renderFlameHtml', () => {
  it('says what is shown, when and from where', () => {
    const html = renderFlameHtml(buildFlameTree(after, { base }), {
      sources: ['b.pb.gz'],
      baseSources: ['a.pb.gz'],
    });
    expect(html).toContain('<h1>app<span class="type">inuse_space</span></h1>');
    expect(html).toContain('3.00 KiB → 8.00 KiB');
    expect(html).toContain('+5.00 KiB ×2.67');
    expect(html).toContain('2023-11-14 22:13:20 → 22:14:20 UTC');
    expect(html).toContain('a.pb.gz → b.pb.gz');
  });

  it('allows its one script and its one style by hash, and nothing else', () => {
    const html = renderFlameHtml(buildFlameTree(after));
    const policy = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(html)![1]!;
    const hash = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
    const scripts = [...html.matchAll(/<script>(.*?)<\/script>/gs)].map(([, text]) => hash(text!));
    const styles = [...html.matchAll(/<style>(.*?)<\/style>/gs)].map(([, text]) => hash(text!));
    expect(scripts).toHaveLength(1);
    expect(styles).toHaveLength(1);
    expect(policy).toBe(
      `default-src 'none'; script-src ${scripts[0]!}; style-src ${styles[0]!}; img-src data:; base-uri 'none'; form-action 'none'`,
    );
    expect(html).not.toMatch(/\s(on\w+|style)=|(src|href)="(?!data:)/);
  });

  it('shows hostile names as what they are', () => {
    const html = renderFlameHtml(hostile, hostileOptions);
    const plain = renderFlameHtml(buildFlameTree(after));
    const tags = (text: string) =>
      [...text.matchAll(/<\/?(script|title|img|b)\b|<!--/gi)].map(([tag]) => tag);
    expect(tags(html)).toEqual(tags(plain));
    expect(unsafe(html)).toEqual([]);
    const wanted = HOSTILE.map((name) => safeText(name.replaceAll(';', ','), { limit: 160 }));
    expect([...dataOf(html).names].sort()).toEqual([...wanted].sort());
  });

  it('holds a table of functions for those without scripts', () => {
    const html = renderFlameHtml(buildFlameTree(after, { base }));
    const rows = [...html.matchAll(/<tr><td class="name">(\w+) .*?<\/tr>/g)].map(([row]) =>
      row
        .replace(/<[^>]+>/g, ' ')
        .replace(/\s+/g, ' ')
        .trim(),
    );
    expect(rows).toEqual([
      'kept /app/kept.js:3 2.00 KiB 6.00 KiB +4.00 KiB +4.00 KiB',
      'fresh /app/fresh.js:3 0 B 2.00 KiB +2.00 KiB +2.00 KiB',
      'past /app/past.js:3 1.00 KiB 0 B −1.00 KiB −1.00 KiB',
      'main /app/main.js:3 0 B 0 B ±0 B +5.00 KiB',
    ]);
  });

  it('is the same for the same tree, and holds for an empty one and a difference', () => {
    expect(renderFlameHtml(buildFlameTree(after))).toBe(renderFlameHtml(buildFlameTree(after)));
    expect(dataOf(renderFlameHtml(buildFlameTree(profileOf([])))).depth).toEqual([0]);
    const difference = renderFlameHtml(buildFlameTree(subtractBase(after, base)));
    expect(dataOf(difference).self).toContain(-1024);
    expect(difference).toContain('shrank <i class="scale">');
  });

  it('stays small however large the tree is', () => {
    const stacks = Array.from(
      { length: 80_000 },
      (_, i) => [`a${i % 10};b${i % 1000};c${i % 20_000};d${i}`, 1000 + (i % 7)] as const,
    );
    const tree = buildFlameTree(profileOf(stacks), { minFraction: 0 });
    expect(tree.foldedNodes).toBeGreaterThan(40_000);
    expect(renderFlameHtml(tree).length).toBeLessThan(3e6);
  });
});

describe('renderFlameSvg', () => {
  it('draws a box per node, with its figures as a tooltip', () => {
    const svg = renderFlameSvg(buildFlameTree(after));
    expect(svg.match(/<g class="box"/g)).toHaveLength(4);
    expect(svg).toContain('<title>kept\n/app/kept.js:3\ntotal 6.00 KiB (75.0%)\nself 6.00 KiB</title>');
    expect(svg).toContain('width="1200"');
  });

  it('shows both sides of a comparison, new and gone by pattern', () => {
    const svg = renderFlameSvg(buildFlameTree(after, { base }));
    expect(svg).toContain(
      '<title>kept\n/app/kept.js:3\nbefore 2.00 KiB, after 6.00 KiB\n+4.00 KiB ×3.00</title>',
    );
    const patterns = (text: string) =>
      [...text.matchAll(/fill="url\(#(new|gone)\)"\/><text x/g)].map(([, mark]) => mark);
    expect(patterns(svg)).toEqual(['new', 'gone']);
    expect(patterns(renderFlameSvg(buildFlameTree(after, { base }), { width: 'after' }))).toEqual(['new']);
    expect(patterns(renderFlameSvg(buildFlameTree(after, { base }), { width: 'before' }))).toEqual(['gone']);
  });

  it('shows hostile names as what they are', () => {
    const svg = renderFlameSvg(hostile, hostileOptions);
    const plain = renderFlameSvg(buildFlameTree(after));
    const kinds = (text: string) =>
      [...new Set([...text.matchAll(/<(\/?\w+|!\[|!--)/g)].map(([tag]) => tag))].sort();
    expect(kinds(svg)).toEqual(kinds(plain));
    expect(svg.match(/<script>/g)).toHaveLength(1);
    expect(svg.match(/\]\]>/g)).toHaveLength(1);
    expect(unsafe(svg)).toEqual([]);
  });

  it('holds for an empty tree', () => {
    expect(renderFlameSvg(buildFlameTree(profileOf([]))).match(/<g class="box"/g)).toHaveLength(1);
  });
});
