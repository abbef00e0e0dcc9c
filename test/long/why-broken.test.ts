/** Questions broken at each of their steps in each way: the program goes on within a second, and nothing is left of them. */
import { afterAll, expect, it } from 'vitest';
import { breakQuestions, type Disturbance } from '../agent/broken-questions.js';
import { describeEachNode } from '../support/describe-each-node.js';

const STEPS = ['preparing', 'catching', 'walking', 'looking', 'catching again', 'confirming'];
const DEEDS = ['throw', 'spin', 'exit', 'disconnect', 'memory', 'end-agent'];
const MOMENTS = [
  ...STEPS.map((step) => `${step}/begin` as const),
  'catching/pause' as const,
  'catching again/pause' as const,
  'catching again/condition' as const,
];
/** An agent that dies is started again five times. */
const AT_A_TIME = 5;
const SILENCE_MS = 1000;
/** Other programs on the machine make it less. */
const SPEED_ALONE = 0.6;

const figures: string[] = [];
afterAll(() => console.log(figures.join('\n')));

await describeEachNode(
  ({ version, execPath }) => {
    it.each(DEEDS)('%s', async (deed) => {
      const disturbances = MOMENTS.map((moment): Disturbance => `${moment}/${deed}`);
      for (let at = 0; at < disturbances.length; at += AT_A_TIME) {
        const some = disturbances.slice(at, at + AT_A_TIME);
        const { broken, speed, state, stderr } = await breakQuestions(execPath, some);
        for (const { disturbance, silence, left, status } of broken) {
          figures.push(`${version} ${disturbance}: silent for ${silence.toFixed(0)} ms at most`);
          expect(silence, disturbance).toBeLessThan(SILENCE_MS);
          expect(left, disturbance).toBe(0);
          // A thread that ends by a message may have answered before.
          if (deed !== 'end-agent') expect(status, disturbance).toBe(503);
        }
        const [alone, besideTwin] = [speed.alone.toFixed(2), speed.besideTwin.toFixed(2)];
        figures.push(`${version} ${deed}: speed ${alone} of before, ${besideTwin} beside a twin`);
        expect(speed.besideTwin, JSON.stringify(speed)).toBeGreaterThan(0.9);
        expect(speed.alone, JSON.stringify(speed)).toBeGreaterThan(SPEED_ALONE);
        expect(state, stderr).toBe('held');
      }
    });
  },
  { atOnce: false },
);
