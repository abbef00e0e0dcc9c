import stringWidth from 'string-width';
import { describe, expect, test } from 'vitest';
import { FORBIDDEN, hostileNames } from '../hostile-names.js';
import { OOM_KILLED, samplePod } from './pod-samples.js';
import { growingAt, growthOf, NOW, sampleRow, sampleState, stateOf } from './sample-state.js';
import { showWorkload } from './shown-workload.js';
import { inUtc } from '../in-utc.js';

inUtc();

const SIZES = [
  { columns: 80, rows: 24 },
  { columns: 100, rows: 30 },
  { columns: 160, rows: 50 },
] as const;

describe('drawing', () => {
  test.each(SIZES)('as it stands at $columns x $rows', async (size) => {
    await expect(showWorkload(sampleState(), size).text()).toMatchFileSnapshot(
      `screens/workload-${size.columns}x${size.rows}.txt`,
    );
  });

  test('in ASCII', async () => {
    const { text, lines } = showWorkload(sampleState(), { ascii: true });
    for (const line of lines()) expect(line).toMatch(/^[\x20-\x7e]*$/);
    await expect(text()).toMatchFileSnapshot('screens/workload-100x30-ascii.txt');
  });

  test('the help page has every key', async () => {
    const { press, text } = showWorkload(sampleState(), { columns: 100, rows: 60 });
    press('?');
    await expect(text()).toMatchFileSnapshot('screens/workload-help.txt');
  });

  test('fills the screen exactly, with any number of pods, sites and lives', () => {
    for (const size of [...SIZES, { columns: 80, rows: 60 }, { columns: 240, rows: 24 }]) {
      for (const count of [0, 1, 5, 20, 200]) {
        const sites = Array.from({ length: count }, (_, i) => growingAt(`site${i}`));
        const pods = Array.from({ length: count }, (_, i) =>
          sampleRow(`web-${i}`, { growth: growthOf(sites) }),
        );
        const { history } = sampleState();
        const state = stateOf(pods, {
          history: Array.from({ length: count }, () => history[0]!),
          endedCount: count,
        });
        const lines = showWorkload(state, size).lines();
        expect(lines).toHaveLength(size.rows);
        for (const line of lines) expect(stringWidth(line)).toBeLessThanOrEqual(size.columns);
      }
    }
  });

  test('names that would do harm are drawn as text, none wider than its place', () => {
    const names = hostileNames(120);
    for (const [i, name] of names.entries()) {
      const evil = names[(i + 1) % names.length]!;
      const site = growingAt(name, { file: evil });
      const growth = growthOf([site], { unit: evil });
      const ending = { ...OOM_KILLED, short: evil, words: name };
      const pods = [
        sampleRow(name, {
          growth,
          pod: samplePod(name, { ending }),
          nearLimit: { at: NOW, share: 0.9, path: evil },
        }),
        sampleRow(evil, { standing: 'no-agent', problem: name }),
        sampleRow('x', { standing: 'not-running', pod: samplePod('x', { state: 'waiting', reason: evil }) }),
      ];
      const history = [
        { pod: samplePod(evil), endedAt: NOW, how: 'gone', ending, captureCount: 3, growth } as const,
      ];
      const state = stateOf(pods, { name, namespace: evil, history, endedCount: 1, problem: evil });
      for (const size of SIZES) {
        const shown = showWorkload(state, { ...size, ascii: i % 2 === 0 });
        shown.press('/', ...Array.from(name.slice(0, 30)), 'enter');
        for (const line of shown.lines()) {
          expect(stringWidth(line)).toBeLessThanOrEqual(size.columns);
          expect(line).not.toMatch(FORBIDDEN);
        }
      }
    }
  });

  test('a screen too small says so', () => {
    expect(showWorkload(sampleState(), { columns: 60, rows: 20 }).lines()).toEqual([
      'heaptide needs 80x24, this is 60x20: enlarge it, or q quits',
    ]);
  });
});

describe('keys', () => {
  test('rows come by the time that is left, then by name', () => {
    const { text } = showWorkload(sampleState());
    const order = [...text().matchAll(/(?:^|\n)[> ] .*?([a-f])\1{4} /g)].map(([, letter]) => letter);
    expect(order.slice(0, 6).join('')).toBe('bacdef');
  });

  test('moving, also by number, and never beyond the ends', () => {
    const { press, selected } = showWorkload(sampleState());
    press('j');
    expect(selected()).toContain('aaaaa');
    press('9', 'j');
    expect(selected()).toContain('fffff');
    press('g', 'g');
    expect(selected()).toContain('bbbbb');
    press('G');
    expect(selected()).toContain('fffff');
    press('k');
    expect(selected()).toContain('eeeee');
  });

  test('the cursor stays on its pod when that is started again, and rows keep their places for a while', () => {
    const state = sampleState();
    const { press, selected, engine, clock, lines } = showWorkload(state);
    press('j');
    const rowsBefore = lines().filter((line) => /proxyrunner-\S*|c9f-/.test(line)).length;
    const sooner = state.pods.map((row) =>
      row.pod.name.endsWith('ccccc')
        ? { ...row, growth: { ...row.growth!, outlook: { ...row.growth!.outlook!, seconds: 5 } } }
        : row,
    );
    clock.now += 1000;
    engine.tell({ ...state, pods: sooner });
    press('g');
    expect(selected()).toContain('bbbbb');
    expect(rowsBefore).toBeGreaterThan(0);
    clock.now += 5000;
    press('g');
    expect(selected()).toContain('ccccc');
  });

  test('something worse comes up at once', () => {
    const state = sampleState();
    const { press, selected, engine, clock } = showWorkload(state);
    clock.now += 1000;
    const worse = state.pods.map((row) =>
      row.pod.name.endsWith('ddddd')
        ? {
            ...row,
            growth: growthOf([growingAt('x')], {
              outlook: { limit: 'heap', bytesLeft: 1, seconds: 1, low: 1 },
            }),
          }
        : row,
    );
    engine.tell({ ...state, pods: worse });
    press('g');
    expect(selected()).toContain('ddddd');
  });

  test('enter opens the pod that runs, and says why another cannot be', () => {
    const { press, opened, text } = showWorkload(sampleState());
    press('enter');
    expect(opened.map(({ name }) => name)).toEqual(['proxyrunner-7c9f-bbbbb']);
    press('G', 'enter');
    expect(opened).toHaveLength(1);
    expect(text()).toContain('proxyrunner-7c9f-fffff does not run');
  });

  test('c captures the pod, p holds and lets go, y copies, q quits', () => {
    const { press, engine, copied, quits } = showWorkload(sampleState());
    press('c', 'p', 'p', 'y', 'q');
    expect(engine.asked).toEqual(['capture uid-proxyrunner-7c9f-bbbbb/app/0', 'hold', 'release']);
    expect(copied[0]).toMatch(/^### heaptide watch: leak\n/);
    expect(quits()).toBe(1);
  });

  test('a filter narrows both tables, and escape takes it back before it leads anywhere', () => {
    const { press, text, controller } = showWorkload(sampleState());
    press('/', 'b', 'b', 'b');
    expect(text()).toContain('1 of 6 pods, 0 of 2 sites');
    press('enter');
    expect(text()).toContain('filter: bbb');
    press('tab', 'escape');
    expect([controller.view.filter, controller.view.pane]).toEqual(['', 'sites']);
    press('escape');
    expect(controller.view.pane).toBe('pods');
  });

  test('s goes through the columns, S turns the order round', () => {
    const { press, text } = showWorkload(sampleState());
    const seen = [];
    for (let i = 0; i < 5; i++) {
      seen.push(/sort: (\w+) v/.exec(text())![1]);
      press('s');
    }
    expect(seen).toEqual(['eta', 'memory', 'slope', 'restarts', 'pod']);
    press('S');
    expect(text()).toContain('sort: eta ^');
  });

  test('one comes back to where one was', () => {
    const first = showWorkload(sampleState());
    first.press('s', 's', 'j', 'j', '/', 'p', 'enter');
    const again = showWorkload(sampleState(), { view: first.controller.view });
    expect(again.selected()).toBe(first.selected());
    expect(again.text()).toContain('filter: p');
  });
});
