import { describe, expect, it } from 'vitest';
import { type PostmortemReport, renderPostmortemText } from '../../src/postmortem/index.js';
import { ACTED_ON, HOSTILE, sampleReport } from './sample-report.js';

describe('the report as text', () => {
  it('tells everything in its order', () => {
    expect(renderPostmortemText(sampleReport(), { width: 110 })).toMatchInlineSnapshot(`
      "POSTMORTEM  api-7f9c, pid 19235, Node 22.23.3, died 2026-11-27 13:30:29 UTC
      DIED        V8 gave up at its heap limit (exit 134): old_space was full; no kernel kill
                  node report report.1.json: Allocation failed - JavaScript heap out of memory
                  log api.log: FATAL ERROR: Reached heap limit
      VERDICT     leak: SessionRegistry.sessions (Map) holds 41,233 SessionRecord = 38.1 MiB of 41.0 MiB live (93 %)
      SURE        high; 3 independent sources agree: 17 captures; 2 heap snapshots; V8: old_space was full
      GROWTH      onResponse (5 captures): 12:10:00 3.00 MiB -> 12:30:00 9.00 MiB -> 13:10:00 26.0 MiB -> 13:30:00
                    38.0 MiB; +297 KiB a minute; +960 B per session; rose in 4 of 4 steps; at that pace the limit
                    was due at 13:31:00
      WHY KEPT    global -> .registry SessionRegistry -> .sessions Map -> 41,233 x SessionRecord
                  SessionRecord is declared at /app/proxy/session-registry.js:12:14
      ALLOCATED   onResponse (/app/proxy/session-registry.js:212:3) <- handle (/app/proxy/session-registry.js:88:1)
                    (36.2 MiB, 93 % of what the last capture has live; the class that piles up is declared on its
                    call path)
                  147 of 147 samples older than 1,500 sessions are still alive
      NOT IT      Buffers and other external memory: 1.20 MiB; memory of the process outside the heap: 31.0 MiB to
                    33.0 MiB
      LIMITS      V8's heap limit 60.0 MiB
      UNKNOWN     what the first minute held was not recorded
      FILES       4 captures, ok: ring/1.heap.pb.gz to ring/4.heap.pb.gz
                  Heap.1.heapsnapshot: heap snapshot, empty; killed while writing
      NEXT        let go of SessionRecord when its session ends
      "
    `);
  });

  it('says what a verdict without a holder or a site is about', () => {
    const { accumulation, site, ...nothing } = sampleReport();
    const told = (changes: Partial<PostmortemReport>) =>
      renderPostmortemText({ ...nothing, ...changes }).replace(/\s+/g, ' ');
    expect(told({ site: site! })).toContain(
      'VERDICT leak: what onResponse allocates piles up: 36.2 MiB live in the end; what keeps it was not recorded',
    );
    expect(told({ verdict: 'accumulation', accumulation: accumulation! })).toContain(
      'VERDICT largest accumulation: SessionRegistry.sessions (Map) holds',
    );
    expect(told({ verdict: 'none' })).toContain('VERDICT nothing that can be named');
    const nameless = { memory: 'native', bytes: 2 ** 20, reason: '' } as const;
    expect(told({ verdict: 'growing', nameless })).toContain(
      'growing: native memory grew by 1.00 MiB, and no class or site explains it',
    );
  });

  it.each([60, 80, 120])('keeps a line within %i characters, but for a single name', (width) => {
    const lines = renderPostmortemText(sampleReport(), { width }).split('\n');
    const tooWide = lines.filter((line) => line.length > width);
    expect(tooWide.filter((line) => /\S \S/.test(line.slice('POSTMORTEM  '.length)))).toEqual([]);
  });

  it('shows nothing that a terminal would act on', () => {
    const report = sampleReport({ process: { name: HOSTILE }, next: [[{ name: HOSTILE }]] });
    const text = renderPostmortemText({ ...report, death: { ...report.death, evidence: [[HOSTILE]] } });
    expect(ACTED_ON.filter((character) => text.includes(character))).toEqual([]);
    expect(text.match(/␛\[31m/g)).toHaveLength(3);
  });
});
