import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { type Answer, INITIAL_CONVERSATION, answerCommand } from '../../src/accessible/conversation.js';
import { parseSpokenCommand } from '../../src/accessible/spoken-command.js';
import { WatchSession } from '../../src/session/watch-session.js';
import type { WatchState } from '../../src/session/watch-state.js';
import { FORBIDDEN, hostileName } from '../hostile-names.js';
import { START, sampleReport, sampleSite } from '../sample-report.js';
import { ScriptedSource, sessionAfter } from '../scripted-session.js';

let state: WatchState;
beforeAll(async () => {
  const { session } = await sessionAfter(15);
  state = session.getSnapshot();
});

/** Answers to lines that are typed one after the other. */
function converse(lines: readonly string[], at: WatchState = state, ascii = false): readonly Answer[] {
  let view = INITIAL_CONVERSATION;
  return lines.map((line) => {
    const answer = answerCommand(parseSpokenCommand(line), { state: at, view, now: START, ascii });
    view = answer.view;
    return answer;
  });
}

const last = (lines: readonly string[], at?: WatchState) => converse(lines, at).at(-1)!.sentences;

describe('what is heard', () => {
  test('a list is numbered and says what stands, without signs', () => {
    expect(last(['list 3'])).toEqual([
      'Sites 1 to 3 of 7.',
      '1: newSession, leak, confirmed. 3.78 MiB in use, growing by 182 B per session, between 168 and 196, and 1.58 MiB per minute.',
      '2: TransparentProxy.normalizeForwardedHeaders, growing. 3.06 MiB in use, growing by 27 B per session, between 13 and 41, and 87.9 KiB per minute.',
      '3: IncomingMessage, flat. 2.70 MiB in use.',
    ]);
  });

  test('a site is told by its number in the last list', () => {
    const place = 'newSession, at /app/packages/proxy/dist/session-table.js:41:10.';
    expect(last(['sort name', 'list 5', 'baseline', 'show 3'])[0]).toBe(place);
    expect(last(['list', 'filter newSession', 'show 1'])[0]).toBe(place);
    expect(last(['list', 'filter toolcache', 'show 1'])[0]).toMatch(/^ToolCache\.warm/);
    expect(last(['show 1'])).toEqual([
      'newSession, at /app/packages/proxy/dist/session-table.js:41:10.',
      'Verdict: leak, confirmed.',
      'In use: 3.78 MiB, plus or minus 0.67, in 21,780 objects.',
      'Growth: 182 B per session, between 168 and 196, and 1.58 MiB per minute.',
      'Trend: rising, 14 of 14.',
      'Called by roundTrip, by handlePost.',
      'Why: none of 310 samples older than 3 captures has died in 5,510 sessions.',
    ]);
    expect(last(['show 99'])).toEqual(['There is no number 99 in the list of 7.']);
  });

  test('orders and filters hold for the next list', () => {
    const names = (lines: readonly string[]) =>
      last([...lines, 'list'])
        .slice(1)
        .map((line) => /^\d+: ([^,]+),/.exec(line)![1]);
    expect(names(['sort in use']).slice(0, 2)).toEqual([
      'newSession',
      'TransparentProxy.normalizeForwardedHeaders',
    ]);
    expect(names(['sort name', 'sort name reversed'])[0]).toBe('TransparentProxy.normalizeForwardedHeaders');
    expect(names(['filter SESSION'])).toEqual(['newSession']);
    expect(names(['filter !fn:session'])).toHaveLength(6);
    expect(last(['filter nowhere', 'list'])).toEqual(['No sites that match nowhere.']);
  });

  test('growth counts from the baseline once there is one', async () => {
    const { session } = await sessionAfter(5);
    const [set] = converse(['baseline'], session.getSnapshot());
    const { sentences } = answerCommand(parseSpokenCommand('list 1'), {
      state,
      view: set!.view,
      now: START,
      ascii: false,
    });
    expect(sentences[1]).toBe(
      '1: newSession, leak, confirmed. 3.78 MiB in use, 2.63 MiB since the baseline, plus or minus 788 KiB.',
    );
    expect(last(['baseline', 'baseline off', 'list 1'])[1]).toContain('per minute');
  });

  test('the status answers first whether it leaks', () => {
    expect(last(['status'])).toEqual([
      '15 captures taken, one every 10s.',
      'Verdict: leak: newSession keeps what it allocates.',
      'Heap 58.0 of 96.0 MiB. R S S 99.2 MiB. Cgroup 99.2 of 128.0 MiB. Done: 9,584 sessions, 55,340 requests.',
    ]);
  });

  test('before the first capture it says that there is none', () => {
    const source = new ScriptedSource([]);
    const empty = new WatchSession({ source, everyMs: 10_000 }).getSnapshot();
    for (const line of ['list', 'show 1', 'baseline']) {
      expect(last([line], empty)).toEqual(['There is no capture yet.']);
    }
    expect(last([''], empty)).toEqual(['Waiting for the first capture.']);
  });

  test('help names every command', () => {
    const help = last(['help']).join('\n');
    for (const word of [
      'status',
      'list',
      'show',
      'sort',
      'filter',
      'baseline',
      'pause',
      'resume',
      'capture',
      'quit',
    ])
      expect(help).toContain(word);
  });
});

describe('what is asked of the session', () => {
  const requests = (lines: readonly string[], at?: WatchState) =>
    converse(lines, at).map(({ request }) => request);

  test('a capture is taken after yes alone, and the question names what it costs', () => {
    expect(last(['capture'])[0]).toMatch(/about 58 to 116 ms at a heap of 58\.0 of 96\.0 MiB, estimated/);
    expect(requests(['capture', 'yes'])).toEqual([undefined, 'capture']);
    expect(requests(['capture', 'no', 'yes'])).toEqual([undefined, undefined, undefined]);
    expect(requests(['yes'])).toEqual([undefined]);
  });

  test('any other command drops the question and is answered', () => {
    const [, listed, late] = converse(['capture', 'list 1', 'yes']);
    expect(listed!.sentences[0]).toBe('Site 1 of 7.');
    expect(late).toMatchObject({ sentences: ['There is no question.'] });
    expect(late!.request).toBeUndefined();
  });

  test('pause, resume and quit', () => {
    expect(requests(['pause', 'resume', 'quit'])).toEqual(['hold', undefined, 'quit']);
    const [resumed] = converse(['resume'], { ...state, paused: true, queued: 3 });
    expect(resumed).toMatchObject({ request: 'release', sentences: ['Resumed, 3 newer captures.'] });
  });
});

test('no name of a profile and nothing typed does anything to the terminal', () => {
  fc.assert(
    fc.property(hostileName(), fc.boolean(), (name, ascii) => {
      const site = sampleSite(
        { name, file: name, verdict: 'leak', perUnit: 9, changes: { reason: name, caveat: name } },
        3,
      );
      const path = [{ ...site, function: name }, ...site.path];
      const hostile = {
        ...state,
        name,
        report: sampleReport(3, { unit: name, reason: name, sites: [{ ...site, path }] }),
        latest: { ...state.latest!, work: { [name]: 2 } },
        connection: { state: 'lost', since: START, reason: name },
        restart: { at: START, reason: name },
      } as const;
      const lines = ['status', 'list', 'show 1', `filter ${name}`, 'list', 'baseline', 'list', name];
      for (const { sentences } of converse(lines, hostile, ascii)) {
        for (const sentence of sentences) {
          expect(sentence).not.toMatch(FORBIDDEN);
          if (ascii) expect(sentence).toMatch(/^[\x20-\x7e]*$/);
        }
      }
    }),
    { numRuns: 300 },
  );
});
