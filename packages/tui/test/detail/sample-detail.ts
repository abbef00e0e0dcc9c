import type { Frame } from '@heaptide/growth';
import type { CallRow, SiteCalls } from '@heaptide/report/browse';
import type { DetailModel } from '../../src/detail/detail-model.js';
import type { SourceExcerpt } from '../../src/detail/source-excerpt.js';
import { EVERY_MS, SAMPLE_SITES, sampleReport, sampleSite, START } from '../sample-report.js';

export const CAPTURES = 14;
const FILE = '/app/packages/proxy/dist/session-table.js';

export function frame(name: string, file: string, line: number): Frame {
  return { function: name, file, line, column: 10 };
}

const CODE = [
  '    }',
  '',
  '    /** Every session that was opened and not yet closed. */',
  '    #open = new Map();',
  '',
  '    newSession(id, transport) {',
  "        const session = new ProxySession(id, 'mcp', transport, this.#clock.now());",
  '        session.data = new Map();',
  '        this.#open.set(id, session);',
  '        return session;',
  '    }',
  '',
  '    delete(id) {',
  '        const session = this.#open.get(id);',
  '        session?.close();',
  '    }',
];

export const SOURCE: SourceExcerpt = { file: FILE, line: 41, firstLine: 36, lines: CODE };

const whole = 3_690_000;
function row(depth: number, share: number, called?: Frame, more?: number): CallRow {
  return {
    depth,
    bytes: Math.round(whole * share),
    objects: Math.round((whole * share) / 182),
    share,
    ...(called !== undefined && { frame: called }),
    ...(more !== undefined && { more }),
  };
}

export const CALLS: SiteCalls = {
  flat: { bytes: whole * 0.61, objects: 12_400 },
  cum: { bytes: whole, objects: 20_264 },
  total: 30e6,
  callers: [
    row(0, 1, frame('SessionManager.addWithId', '/app/packages/proxy/dist/session-manager.js', 63)),
    row(1, 1, frame('TransparentProxy.roundTrip', '/app/packages/proxy/dist/transparent-proxy.js', 212)),
    row(2, 0.97, frame('handlePost', '/app/packages/proxy/dist/server.js', 90)),
    row(3, 0.97, frame('emit', 'node:events', 508)),
    row(4, 0.97, frame('parserOnIncoming', 'node:_http_server', 1020)),
    row(2, 0.03, frame('handleSse', '/app/packages/proxy/dist/server.js', 131)),
    row(3, 0.03, undefined, 2),
  ],
  callees: [
    row(0, 0.61),
    row(0, 0.27, frame('randomUUID', 'node:internal/crypto/random', 411)),
    row(1, 0.27, frame('toUUID', 'node:internal/crypto/random', 390)),
    row(0, 0.12, frame('ProxySession', '/app/packages/proxy/dist/proxy-session.js', 12)),
  ],
  lines: [{ line: 41, flat: whole * 0.61, cum: whole }],
};

/** A confirmed leak with everything there is to know of it. */
export function sampleDetail(changes: Partial<DetailModel> = {}): DetailModel {
  const captures = sampleReport(CAPTURES).captures.map((capture, index) => ({
    ...capture,
    work: { ...capture.work, 'sessions.deleted': 1800 + 540 * index },
  }));
  const site = sampleSite(SAMPLE_SITES[0]!, CAPTURES);
  return {
    frame: frame(site.function, site.file, site.line),
    site: {
      ...site,
      reason:
        '310 of 310 samples older than 1,653 sessions are still alive; 1.00 objects and 182 B ± 14 B kept per session',
      caveat:
        'nothing kept here was freed within 7,163 sessions: a TTL or a capacity, if there is one, lies beyond that, and would show as deaths',
    },
    unit: 'sessions',
    captures,
    interval: 32_768,
    calls: CALLS,
    source: SOURCE,
    costly: true,
    answer: undefined,
    companions: [],
    outlook: { limit: 'heap', bytesLeft: 40e6, seconds: 900, low: 780, high: 1080 },
    versions: { node: 'v20.20.2', heaptide: '0.1.0' },
    ...changes,
  };
}

/** A leak that is not confirmed, in one function of three that inlining may have moved it between, without any GC. */
export function doubtfulDetail(changes: Partial<DetailModel> = {}): DetailModel {
  const model = sampleDetail();
  return {
    ...model,
    site: {
      ...model.site!,
      confirmed: false,
      reason: '44 of 44 samples older than 3 captures are still alive; not confirmed yet: needs 14 captures',
      part: { kind: 'path', callers: [frame('handleSse', '/app/packages/proxy/dist/server.js', 131)] },
      slope: { perUnit: 27_600, low: 25_500, high: 29_700, perSecond: 27_600 },
      uncertainSite: true,
      candidates: [
        frame('createStream', '/app/packages/proxy/dist/streams.js', 18),
        frame('ProxySession', '/app/packages/proxy/dist/proxy-session.js', 12),
      ],
      retracted: false,
      inuseSpace: model.site!.inuseSpace.slice(0, 9),
      inuseObjects: model.site!.inuseObjects.slice(0, 9),
    },
    unit: 'second',
    captures: Array.from({ length: 9 }, (_, index) => ({
      ...model.captures[index]!,
      time: new Date(START + index * EVERY_MS).toISOString(),
      gc: index % 3 === 0 ? 'forced' : 'none',
      work: {},
    })),
    companions: [frame('Map.set', '/app/packages/proxy/dist/streams.js', 44)],
    outlook: undefined,
    ...changes,
  };
}

/** A caller that allocates nothing itself. */
export function callerDetail(changes: Partial<DetailModel> = {}): DetailModel {
  const caller = CALLS.callers[1]!.frame!;
  return sampleDetail({
    frame: caller,
    site: undefined,
    source: {
      file: caller.file,
      line: caller.line,
      firstLine: 1,
      lines: [],
      problem: `${caller.file} is not on this machine: run where the sources are, or with --source-map-dir`,
    },
    ...changes,
  });
}
