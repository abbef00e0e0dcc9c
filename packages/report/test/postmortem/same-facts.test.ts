import { describe, expect, it } from 'vitest';
import {
  renderPostmortemHtml,
  renderPostmortemJson,
  renderPostmortemMarkdown,
  renderPostmortemText,
} from '../../src/postmortem/index.js';
import { ACTED_ON, HOSTILE, sampleReport } from './sample-report.js';

const FACTS = [
  'api-7f9c',
  '19235',
  '2026-11-27 13:30:29 UTC',
  'old_space was full',
  'FATAL ERROR: Reached heap limit',
  'SessionRegistry.sessions (Map)',
  '41,233',
  '38.1 MiB of 41.0 MiB live (93 %)',
  '.registry',
  'onResponse',
  '/app/proxy/session-registry.js:212',
  'handle',
  'rose in 4 of 4 steps',
  '13:31:00',
  '147 of 147 samples',
  'Buffers and other external memory',
  'heap limit 60.0 MiB',
  '3 independent sources agree',
  '17 captures',
  'what the first minute held',
  'ring/1.heap.pb.gz',
  'killed while writing',
  'when its session ends',
];

/** Words alone: marks, entities and line breaks taken away. */
function wordsOf(text: string): string {
  return text
    .replace(/<style>.*?<\/style>/s, '')
    .replace(/<[^>]*>/g, '')
    .replace(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)))
    .replace(/&quot;/g, '"')
    .replace(/`|\*\*/g, '')
    .replace(/\s+/g, ' ');
}

describe('text, Markdown and HTML', () => {
  const report = sampleReport();
  const rendered = {
    text: renderPostmortemText(report),
    Markdown: renderPostmortemMarkdown(report),
    HTML: renderPostmortemHtml(report),
  };
  it.each(Object.entries(rendered))('%s has all facts', (_, text) => {
    const words = wordsOf(text);
    expect(FACTS.filter((fact) => !words.includes(fact))).toEqual([]);
  });
});

describe('the report as JSON', () => {
  it('has the fields of heaptide.postmortem/1', () => {
    const json = JSON.parse(renderPostmortemJson(sampleReport())) as Record<string, unknown>;
    expect(json).toMatchObject({
      schema: 'heaptide.postmortem/1',
      death: { kind: 'v8-limit', space: 'old_space', exitCode: 134 },
      verdict: 'leak',
      text: 'leak: SessionRegistry.sessions (Map) holds 41,233 SessionRecord = 38.1 MiB of 41.0 MiB live (93 %)',
      holder: { class: 'Map', id: 4711 },
      leakedClass: 'SessionRecord',
      site: { function: 'onResponse', line: 212 },
      confidence: 'high',
      next: ['let go of SessionRecord when its session ends'],
    });
    expect(json.files).toHaveLength(5);
    expect(json.death).toHaveProperty('evidence.1', 'log api.log: FATAL ERROR: Reached heap limit');
  });

  it('says null of what is not known', () => {
    const { process, death, growth, notIt, limits, confidence, agreeing, gaps, files, next } = sampleReport();
    const rest = { process, death, growth, notIt, limits, confidence, agreeing, gaps, files, next };
    expect(JSON.parse(renderPostmortemJson({ ...rest, verdict: 'none' }))).toMatchObject({
      holder: null,
      leakedClass: null,
      site: null,
    });
  });
});

describe('the page', () => {
  it('asks for nothing and runs nothing', () => {
    const page = renderPostmortemHtml(sampleReport());
    expect(page).toMatch(
      /Content-Security-Policy" content="default-src 'none'; style-src 'sha256-[\w+/=]+'; img-src data:/,
    );
    expect(page).not.toMatch(/<script|https?:|@import|url\(/i);
    expect(page).toContain('<svg class="chart"');
  });

  it.each(['HTML', 'Markdown'])('%s takes no name for markup', (form) => {
    const base = sampleReport();
    const report = sampleReport({
      process: { name: HOSTILE },
      accumulation: {
        ...base.accumulation!,
        leakedClass: HOSTILE,
        holder: { class: HOSTILE, id: 4711, name: HOSTILE },
      },
      growth: [{ ...base.growth[0]!, of: [{ name: HOSTILE }] }],
      files: [{ path: HOSTILE, kind: 'unknown', state: 'foreign', note: HOSTILE }],
      next: [[HOSTILE]],
    });
    const page = form === 'HTML' ? renderPostmortemHtml(report) : renderPostmortemMarkdown(report);
    expect(page).not.toContain('<img');
    expect(ACTED_ON.filter((character) => page.includes(character))).toEqual([]);
    if (form === 'Markdown') expect(page).not.toMatch(/@someone|[^`*]\*\*b/);
  });
});
