/** The question on its way through the engine, in this thread and through a channel. */
import { mapPositions } from '@heaptide/profile';
import type { Capture } from '@heaptide/targets';
import { afterEach, expect, test, vi } from 'vitest';
import { throughChannel } from '../engine/channel-engine.js';
import { realCaptures } from '../engine/real-captures.js';
import { kept, runEngine, ScriptedTarget } from '../engine/scripted-engine.js';
import { engineAfter } from '../sample-engine.js';
import { HeldAsker } from './held-asker.js';
import { heldAnswer } from './sample-answer.js';

const open: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of open.splice(0).reverse()) await close();
});

const SITE = { function: 'newSession', file: '/app/session-table.js', line: 41, column: 3 };
const SOURCE = { function: 'openSession', file: 'src/session-table.ts', line: 7, column: 5 };
const toSource = ({ profile, metadata }: Capture): Capture => ({
  metadata,
  profile: mapPositions(profile, ({ name }) =>
    name === SITE.function ? { ...SOURCE, name: SOURCE.function, startLine: SOURCE.line } : undefined,
  ),
});

/** An engine with two captures of a process, which was built into bundles. */
async function mappedEngine(options: Parameters<typeof runEngine>[1] = {}) {
  const asker = new HeldAsker();
  const target = new ScriptedTarget(await realCaptures(2));
  const running = runEngine(target, { whyAsker: asker, mapCapture: toSource, ...options });
  open.push(() => running.stop());
  await running.until(kept(1));
  await running.step(kept(2));
  return { engine: running.engine, asker };
}

test('a site of a source is asked about by where the process has it', async () => {
  const { engine, asker } = await mappedEngine({
    mapAnswer: (answer, site) => ({ ...answer, text: `${site.function} in ${site.file}` }),
  });
  const asking = engine.askWhy(SOURCE);
  await vi.waitFor(() => expect(asker.asked).toHaveLength(1));
  expect(asker.asked[0]!.site).toEqual(SITE);
  asker.answer(heldAnswer());
  await expect(asking).resolves.toMatchObject({ text: 'openSession in src/session-table.ts' });
  expect(engine.getSnapshot().answers[0]!.place).toEqual(SOURCE);
});

test('a site that no capture of the last ones holds is not asked about', async () => {
  const { engine, asker } = await mappedEngine();
  await expect(engine.askWhy({ ...SOURCE, function: 'gone' })).rejects.toThrow(/no capture .* holds gone/);
  expect(asker.asked).toEqual([]);
});

test('through a channel come the step, the answer and the end of the question', async () => {
  const asker = new HeldAsker();
  const sample = await engineAfter(3, { whyAsker: asker });
  open.push(() => sample.stop());
  const { remote, arrived } = throughChannel(sample.engine);
  open.push(() => remote.close());
  const asking = remote.askWhy(SITE);
  await vi.waitFor(() => expect(asker.asked).toHaveLength(1));
  asker.step('looking');
  await arrived();
  expect(remote.getSnapshot().asked).toMatchObject({ place: SITE, step: 'looking' });
  asker.answer(heldAnswer());
  await expect(asking).resolves.toEqual(heldAnswer());
  expect(remote.getSnapshot().asked).toBeUndefined();
  expect(remote.getSnapshot().answers).toEqual([{ place: SITE, answer: heldAnswer() }]);

  const again = remote.askWhy(SITE);
  await vi.waitFor(() => expect(asker.asked).toHaveLength(2));
  remote.endWhy();
  await expect(again).rejects.toMatchObject({ code: 'HT_E_WHY', message: 'the question was taken back' });
});
