import { expect, test } from 'vitest';
import { createDrawingStyle } from '../../src/drawing/drawing-style.js';
import { mountController } from '../../src/screen/mount-controller.js';
import { WorkloadController } from '../../src/workload/screen/workload-controller.js';
import { INITIAL_WORKLOAD_VIEW } from '../../src/workload/screen/workload-view.js';
import { CountingTerminal, FakeKeyboard, settled } from '../shown-screen.js';
import { NOW, sampleState } from '../workload/sample-state.js';
import { ToldWorkload } from '../workload/shown-workload.js';

test('keys move the cursor on a terminal, and a change of the engine is drawn', async () => {
  const terminal = new CountingTerminal(100, 30);
  const keyboard = new FakeKeyboard();
  const engine = new ToldWorkload(sampleState());
  const mounted = mountController(
    { stdin: keyboard as unknown as NodeJS.ReadStream, stdout: terminal },
    (size) => {
      return new WorkloadController({
        engine,
        style: createDrawingStyle({ color: true, ascii: false }),
        view: INITIAL_WORKLOAD_VIEW,
        size,
        now: () => NOW,
        copy: () => 'copied',
        open: () => undefined,
        quit: () => undefined,
        suspend: () => undefined,
      });
    },
  );
  try {
    mounted.compositor.open();
    await settled();
    const cursor = () => mounted.compositor.screen.find((line) => line.includes('> prox'));
    expect(cursor()).toContain('bbbbb');
    terminal.takeBytes();
    keyboard.type('j');
    await settled();
    expect(cursor()).toContain('aaaaa');
    // Two rows and no more.
    expect(terminal.takeBytes()).toBeLessThan(600);
    engine.tell({ ...sampleState(), name: 'deploy/other' });
    await settled();
    expect(mounted.compositor.screen[0]).toContain('deploy/other');
  } finally {
    mounted.unmount();
  }
});
