import { Text } from 'ink';
import { render } from 'ink-testing-library';
import { render as renderInk } from 'ink';
import { useState } from 'react';
import { expect, test } from 'vitest';
import { BODY_MARK, Compositor, FrameSink } from '../../src/terminal/compositor.js';
import { CountingTerminal, settled } from '../shown-screen.js';

function open(columns = 40, rows = 10) {
  const terminal = new CountingTerminal(columns, rows);
  const compositor = new Compositor(terminal);
  compositor.open();
  const frame = async (lines: readonly string[]) => {
    compositor.sink.write(lines.join('\n'));
    await settled();
    return terminal.writes.splice(0);
  };
  return { terminal, compositor, frame };
}

test('the body mark becomes the body', async () => {
  const { compositor, frame } = open();
  compositor.setBody(['one', 'two']);
  await frame(['head', BODY_MARK, 'foot']);
  expect(compositor.screen).toEqual(['head', 'one', 'two', 'foot']);
});

test('the first frame goes onto a blank screen, in one write between the marks of mode 2026', async () => {
  const { frame } = open();
  const writes = await frame(['a', 'b']);
  expect(writes).toEqual(['\u001B[?2026h\u001B[2J\u001B[1;1H\u001B[2Ka\u001B[2;1H\u001B[2Kb\u001B[?2026l']);
});

test('after that only changed lines are sent, and nothing when nothing has changed', async () => {
  const { compositor, frame } = open();
  await frame(['a', 'b', 'c']);
  expect(await frame(['a', 'B', 'c'])).toEqual(['\u001B[?2026h\u001B[2;1H\u001B[2KB\u001B[?2026l']);
  expect(await frame(['a', 'B', 'c'])).toEqual([]);
  compositor.setBody(['not in the frame']);
  await settled();
  expect(await frame(['a', 'B', 'c'])).toEqual([]);
});

test('a shorter frame erases what stood below', async () => {
  const { frame } = open();
  await frame(['a', 'b', 'c']);
  expect(await frame(['a'])).toEqual(['\u001B[?2026h\u001B[2;1H\u001B[2K\u001B[3;1H\u001B[2K\u001B[?2026l']);
});

test('frame and body of one change go out as one', async () => {
  const { terminal, compositor, frame } = open();
  await frame(['head', BODY_MARK]);
  compositor.sink.write(`HEAD\n${BODY_MARK}`);
  compositor.setBody(['body']);
  await settled();
  expect(terminal.writes).toHaveLength(1);
  expect(compositor.screen).toEqual(['HEAD', 'body']);
});

test('a frame is never taller than the terminal', async () => {
  const { compositor, frame } = open(40, 3);
  await frame(['1', '2', '3', '4', '5']);
  expect(compositor.screen).toEqual(['1', '2', '3']);
});

test('closed, it writes nothing; opened again, it draws everything', async () => {
  const { terminal, compositor, frame } = open();
  await frame(['a', 'b']);
  compositor.close();
  expect(await frame(['x'])).toEqual([]);
  compositor.open();
  await settled();
  expect(terminal.writes.join('')).toContain('\u001B[2J');
  expect(compositor.screen).toEqual(['x']);
});

test('a new size is told to Ink and draws everything', async () => {
  const { terminal, compositor, frame } = open();
  await frame(['a', 'b']);
  let told = 0;
  compositor.sink.on('resize', () => told++);
  terminal.columns = 100;
  compositor.resized();
  await settled();
  expect(told).toBe(1);
  expect(compositor.sink.columns).toBe(100);
  expect(terminal.writes.join('')).toContain('\u001B[2J\u001B[1;1H');
});

test('the sink calls back like a stream', async () => {
  const sink = new FrameSink({ write: () => true }, () => undefined);
  let calls = 0;
  sink.write('a', () => calls++);
  sink.write('b', 'utf8', () => calls++);
  await settled();
  expect(calls).toBe(2);
  expect([sink.columns, sink.rows]).toEqual([80, 24]);
});

/** What the compositor relies on and Ink does not promise: with every Ink this has to hold again. */
test('in debug mode every write of Ink is one whole frame', async () => {
  const frames: string[] = [];
  const sink = new FrameSink({ columns: 30, rows: 4, write: () => true }, (frame) => frames.push(frame));
  let setNumber: (number: number) => void = () => undefined;
  function Numbered() {
    const [number, set] = useState(0);
    setNumber = set;
    return <Text>{`first\n${BODY_MARK}\nnumber ${number}\n4\n5\n6`}</Text>;
  }
  const app = renderInk(<Numbered />, {
    stdout: sink as unknown as NodeJS.WriteStream,
    debug: true,
    patchConsole: false,
    exitOnCtrlC: false,
    isScreenReaderEnabled: false,
  });
  const exited = app.waitUntilExit();
  for (let number = 1; number <= 20; number++) {
    setNumber(number);
    await settled();
  }
  const frame = (number: number) => `first\n${BODY_MARK}\nnumber ${number}\n4\n5\n6`;
  expect(frames).toEqual(Array.from({ length: 21 }, (_, number) => frame(number)));
  app.unmount();
  await exited;
});

test('a line of ours passes through Ink as it is, styles included', () => {
  const line = ' \u001B[1;31m!! LEAK\u001B[22;39m  größe日本 ±14';
  const { lastFrame, unmount } = render(<Text wrap="truncate">{line}</Text>);
  // eslint-disable-next-line no-control-regex
  const plain = (text: string) => text.replace(/\u001B\[[\d;]*m/g, '');
  expect(plain(lastFrame()!)).toBe(plain(line));
  expect(lastFrame()).toContain('!! LEAK');
  unmount();
});
