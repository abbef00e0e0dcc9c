import { describe, expect, it } from 'vitest';
import { type Candidate, chooseProcess } from '../../src/run/choose-process.js';

const TOOL = '/srv/node_modules/tsx/dist/cli.mjs';
const APP = '/srv/app.js';

/** The `number`th that came up; its pid is ten times that. */
function came(
  number: number,
  script: string | undefined,
  { below = [], isAlive = true }: { below?: readonly number[]; isAlive?: boolean } = {},
): Candidate {
  return { number, pid: 10 * number, script, ancestors: below.map((other) => 10 * other), isAlive };
}

const chosen = (candidates: readonly Candidate[], current?: Candidate) =>
  chooseProcess(candidates, current)?.number;

describe('the process that is watched', () => {
  it('is the first, and remains it beside what it starts', () => {
    const [app, helper] = [came(1, APP), came(2, '/srv/helper.js', { below: [1] })];
    expect(chosen([app])).toBe(1);
    expect(chosen([app, helper])).toBe(1);
    expect(chosen([app, helper], app)).toBe(1);
    expect(chosen([app, came(2, undefined, { below: [1] })])).toBe(1);
    expect(chosen([came(1, undefined), came(2, undefined, { below: [1] })])).toBe(1);
  });

  it('is what a tool has started, at any distance', () => {
    const tool = came(1, TOOL);
    expect(chosen([tool])).toBe(1);
    expect(chosen([tool, came(2, APP, { below: [7, 1] })], tool)).toBe(2);
    const nested = [
      tool,
      came(2, '/srv/node_modules/b/b.js', { below: [1] }),
      came(3, APP, { below: [2, 1] }),
    ];
    expect(chosen(nested)).toBe(3);
  });

  it('is what runs the same script below it, as a worker of a cluster and node --watch', () => {
    expect(chosen([came(1, APP), came(2, APP, { below: [1] }), came(3, APP, { below: [1] })])).toBe(2);
  });

  it('is no tool where a program of the project runs beside it', () => {
    const compiler = came(1, '/srv/node_modules/typescript/bin/tsc');
    expect(chosen([compiler, came(2, APP)], compiler)).toBe(2);
    expect(chosen([compiler, came(2, TOOL)], compiler)).toBe(1);
    expect(chosen([compiler, came(2, TOOL)], came(2, TOOL))).toBe(2);
  });

  it('is the next one when it has ended, and none before that is there', () => {
    const [tool, ended] = [came(1, TOOL), came(2, APP, { below: [1], isAlive: false })];
    expect(chosen([tool, ended], ended)).toBeUndefined();
    expect(chosen([tool, ended, came(3, APP, { below: [1] })], ended)).toBe(3);
    expect(chosen([came(1, '/srv/build.js', { isAlive: false }), came(2, APP)])).toBe(2);
    expect(chosen([])).toBeUndefined();
  });
});
