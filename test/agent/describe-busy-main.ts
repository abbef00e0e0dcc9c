import { expect, it } from 'vitest';
import { startKeeperFor, underLoad } from './keeper-under-load.js';
import { askKeeper, siteQuery, toldBy } from './question.js';

/** Declares that a question is answered under load, and by a main thread that is hardly ever idle. */
export function describeBusyMain(execPath: string): void {
  it('names who holds them, and answers while the main thread is in one busy loop after another', async (test) => {
    const bench = await startKeeperFor(test, { node: execPath });
    // A few samples of it, before V8 inlines it.
    await toldBy(bench.program.url, '/open?n=5000');
    const answer = await underLoad(bench, '/open?n=20', () =>
      askKeeper(bench, '?function=newSession&file=session-keeper.mjs'),
    );
    expect(answer).toMatchObject({ schema: 'heaptide.why/1', state: 'held' });
    expect(answer.holder).toMatchObject({ name: 'sessions', kind: 'Map' });
    expect(answer.site).toMatchObject({ function: 'newSession' });

    await toldBy(bench.program.url, '/silence');
    await toldBy(bench.program.url, '/busy?ms=1500');
    const busy = await askKeeper(bench, siteQuery('newSession'));
    expect([busy.state, busy.holder?.name]).toEqual(['held', 'sessions']);
    await toldBy(bench.program.url, '/idle');
    expect(await toldBy(bench.program.url, '/silence')).toBeGreaterThan(1000);
    expect(await toldBy(bench.program.url, '/left')).toBe(0);
  });
}
