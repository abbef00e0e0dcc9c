import { expect, test } from 'vitest';
import { snapshotCommand } from '../../src/commands/snapshot.js';
import { parseArguments } from '../../src/parse-arguments.js';
import { chooseAction } from '../../src/snapshot/choose-action.js';
import { SNAPSHOT_ACTIONS } from '../../src/snapshot/snapshot-actions.js';
import type { SnapshotArguments } from '../../src/snapshot/snapshot-arguments.js';

function chosen(...line: readonly string[]) {
  const args = parseArguments(snapshotCommand, line, {});
  return chooseAction(args as unknown as SnapshotArguments);
}

test('every action of the table can be had', async () => {
  for (const load of Object.values(SNAPSHOT_ACTIONS)) {
    const { takes, least, most } = await load();
    expect(takes).toMatch(/^</);
    expect(least).toBeGreaterThan(0);
    expect(most).toBeGreaterThanOrEqual(least);
  }
});

test.each<[line: readonly string[], says: string]>([
  [['tops', 'a'], 'snapshot has no action "tops"; it has open, top,'],
  [['constructor', 'a'], 'snapshot has no action "constructor"'],
  [['top'], 'it is: heaptide snapshot top <file>'],
  [['top', 'a', 'b'], 'it is: heaptide snapshot top <file>'],
  [['scrub', 'a'], 'it is: heaptide snapshot scrub <in> <out>'],
  [['summary', 'a', '--id', '5'], '--id is nothing that heaptide snapshot summary knows'],
  [['path', 'a', '--lite'], '--lite is nothing that heaptide snapshot path knows'],
  [['open', 'a', '--json'], '--json is nothing that heaptide snapshot open knows'],
])('%j is wrong usage', async (line, says) => {
  await expect(chosen(...line)).rejects.toMatchObject({
    code: 'HT_E_USAGE',
    message: expect.stringContaining(says) as string,
  });
});

test('a flag that an action knows is taken', async () => {
  await expect(chosen('nodes', 'a', '--ndjson')).resolves.toBeDefined();
  await expect(chosen('path', 'a', '--id', '5', '--no-cache')).resolves.toBeDefined();
});
