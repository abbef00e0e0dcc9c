import { expect, test } from 'vitest';
import type { DetailModel } from '../../src/detail/detail-model.js';
import { createDrawingStyle } from '../../src/drawing/drawing-style.js';
import { nextSteps } from '../../src/detail/next-steps.js';
import { rawText } from '../../src/detail/notes-pane.js';
import { callerDetail, doubtfulDetail, sampleDetail } from './sample-detail.js';

const plain = createDrawingStyle({ color: false, ascii: false });
const steps = (model: DetailModel) =>
  nextSteps(model).map(({ key = '-', text }) => `${key} ${rawText(text, plain)}`);

function withSite(changes: Partial<NonNullable<DetailModel['site']>>, model = sampleDetail()): DetailModel {
  return { ...model, site: { ...model.site!, ...changes } };
}

test('a confirmed leak: what ends without letting go, then what shows who keeps it', () => {
  expect(steps(sampleDetail())).toEqual([
    '- sessions.deleted rose by 7,020 meanwhile, yet only 3 of 540 samples born here were freed: what ends there does not let go of this',
    'w asks the process what keeps these objects',
    'c heap snapshot: shows which field keeps these objects',
    'o open the source in $EDITOR',
    'y copy this page as markdown for the issue',
  ]);
});

test.each([
  ['sessions_closed', true],
  ['sessionsExpired', true],
  ['requests', false],
  ['pending', false],
  ['disclosures', false],
])('the counter %s counts what ends: %s', (counter, ends) => {
  const model = sampleDetail();
  const captures = model.captures.map((capture, index) => ({ ...capture, work: { [counter]: index * 10 } }));
  expect(steps({ ...model, captures })[0]!.startsWith(`- ${counter} rose by 130`)).toBe(ends);
});

test('what is freed after all is not said to be kept', () => {
  const evidence = { samples: 600, births: 540, deaths: 200, crossings: 310 };
  expect(steps(withSite({ evidence })).join()).not.toContain('rose by');
  const still = sampleDetail().captures.map((capture) => ({ ...capture, work: { 'sessions.deleted': 9 } }));
  expect(steps({ ...sampleDetail(), captures: still }).join()).not.toContain('rose by');
});

test('a doubtful one: wait, exact sites, a GC, a work counter', () => {
  expect(steps(doubtfulDetail()).slice(0, 4)).toEqual([
    '- wait: 5 more captures to confirm it at the earliest',
    'x exact sites for a while: which function allocates, inlining or not',
    'g capture after a GC: 6 of 9 captures may hold garbage, no GC came before them',
    '- growth is by time only: a work counter in the program would tell it per request',
  ]);
});

test('nothing that costs is offered where it may not be', () => {
  for (const model of [sampleDetail({ costly: false }), doubtfulDetail({ costly: false })])
    expect(steps(model).filter((step) => /^[cgwx] /.test(step))).toEqual([]);
});

test('other work counters can be chosen where there are some', () => {
  expect(steps(sampleDetail({ unit: 'second' })).join()).toContain('u growth is by time only');
});

test('each kind of finding has its own', () => {
  expect(steps(withSite({ kind: 'external' })).join()).toContain('they count against rss');
  expect(steps(withSite({ verdict: 'backlog' })).join()).toContain('what takes from this queue');
  expect(steps(withSite({ confirmed: false })).join()).toContain('newest captures have to agree');
  const young = sampleDetail({ captures: sampleDetail().captures.slice(0, 7) });
  expect(steps(withSite({ verdict: 'new', confirmed: false }, young))[0]).toBe(
    '- wait: 1 more capture to a first verdict at the earliest',
  );
  expect(steps(withSite({ verdict: 'flat', confirmed: false }))).toEqual([
    'o open the source in $EDITOR',
    'y copy this page as markdown for the issue',
  ]);
});

test('from a function that is no site one goes on to what is below it', () => {
  expect(steps(callerDetail())).toEqual([
    'enter follow the calls below: randomUUID has 27 % of it',
    'y copy this page as markdown for the issue',
  ]);
});
