import type { WhyAnswer, WhyLimits } from '@heaptide/why';
import { type NodeVersion, nodeReleases } from '../support/node-releases.js';
import { answerWords } from './answer-words.js';
import { askProgram, type AskingMode } from './ask-program.js';
import { type AnswerVerdict, judgeAnswer } from './judge-answer.js';
import type { WhyProgram } from './manifest.js';

/** One question to one run of a program. */
export interface WhyOutcome {
  readonly program: WhyProgram;
  readonly node: string;
  readonly verdict: AnswerVerdict | 'not run';
  /** What was said, or why nothing was. */
  readonly said: string;
  readonly answer: WhyAnswer | undefined;
}

export interface WhyRuns {
  readonly programs: readonly WhyProgram[];
  readonly nodes: readonly NodeVersion[];
  readonly repeats: number;
  /** Programs that run at once. */
  readonly atOnce: number;
  readonly mode?: AskingMode;
  readonly limits?: Partial<WhyLimits>;
  /** Told of each outcome as it comes. */
  readonly onOutcome?: (outcome: WhyOutcome, left: number) => void;
}

/** Asks all programs on all releases of Node. Never rejects: what does not run is an outcome, too. */
export async function askAll({
  programs,
  nodes,
  repeats,
  atOnce,
  mode = 'walk',
  limits = {},
  onOutcome,
}: WhyRuns): Promise<readonly WhyOutcome[]> {
  const jobs = nodes.flatMap((node) =>
    programs.flatMap((program) => Array.from({ length: repeats }, () => ({ node, program }))),
  );
  const outcomes: WhyOutcome[] = [];
  const next = async (): Promise<void> => {
    for (let job = jobs.shift(); job !== undefined; job = jobs.shift()) {
      const outcome = await askOnce(job.program, job.node, { mode, limits });
      outcomes.push(outcome);
      onOutcome?.(outcome, jobs.length);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, next));
  return outcomes;
}

async function askOnce(
  program: WhyProgram,
  { version, execPath }: NodeVersion,
  { mode, limits }: Required<Pick<WhyRuns, 'mode' | 'limits'>>,
): Promise<WhyOutcome> {
  try {
    const answer = await askProgram(program, execPath, { limits }, mode);
    const right = mode === 'walk' ? program.right : (program.bySnapshot ?? program.right);
    const verdict = judgeAnswer({ right }, answer);
    return { program, node: version, verdict, said: answerWords(answer), answer };
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error);
    return { program, node: version, verdict: 'not run', said, answer: undefined };
  }
}

/** Releases by major version. @throws {Error} where one is not to be had. */
export async function nodesOf(majors: readonly number[]): Promise<readonly NodeVersion[]> {
  const releases = await nodeReleases();
  return majors.map((major) => {
    const release = releases.find(({ version }) => Number.parseInt(version, 10) === major);
    if (release === undefined || 'missing' in release) {
      const reason = release?.missing ?? 'no release of it is known here';
      throw new Error(`Node ${major} is not to be had: ${reason}`);
    }
    return release;
  });
}
