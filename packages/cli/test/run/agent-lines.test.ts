import { expect, it } from 'vitest';
import { agentLines } from '../../src/run/agent-lines.js';

const HEAP = 'heaptide: heap profiles at http://127.0.0.1:41001/debug/heap\n';

function listen() {
  const heard: string[] = [];
  const read = agentLines({
    onUrl: (url) => heard.push(url.href),
    onTrouble: (reason) => heard.push(reason),
  });
  return { heard, read };
}

it('hears of an agent once its line is whole, however it comes', () => {
  const { heard, read } = listen();
  read('starting\nheaptide: heap profiles at http://127.0.0.1:41', 'stderr');
  read('noise without end', 'stdout');
  expect(heard).toEqual([]);
  read('001/debug/heap\r\nheaptide: no heap profiles: the port is taken\n', 'stderr');
  expect(heard).toEqual(['http://127.0.0.1:41001/debug/heap', 'the port is taken']);
});

it('hears of every restart, and of who prints to stdout by way of a runner', () => {
  const { heard, read } = listen();
  read(HEAP, 'stderr');
  read('x'.repeat(200_000), 'stdout');
  read(`\n[1] ${HEAP.replace('41001', '41002')}`, 'stdout');
  expect(heard).toEqual(['http://127.0.0.1:41001/debug/heap', 'http://127.0.0.1:41002/debug/heap']);
});
