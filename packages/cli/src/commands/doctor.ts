import type { Command } from '../command.js';
import { examineTarget } from '../doctor/examine-target.js';
import { renderFindings, renderFindingsJson } from '../doctor/render-findings.js';
import { LIVE_TARGET, TARGET_OPTIONS, type TargetArguments, targetsOf } from '../target/target-options.js';
import { JSON_OUTPUT } from '../views/view-arguments.js';

interface DoctorArguments extends TargetArguments {
  readonly target: string | undefined;
  readonly json: boolean;
}

/** Tells what will go wrong with a target and what mends it; exits with 1 where something will. */
export const doctorCommand: Command<DoctorArguments> = {
  usage: 'doctor [target]',
  describe: 'Tell what will go wrong with a target, and the one line that mends it',
  examples: [
    ['$0 doctor deploy/web -n shop', 'a workload: its limits, how it ended, what can be reached'],
    ['$0 doctor http://127.0.0.1:6060', 'a process with an agent'],
    ['$0 doctor pid:4711', 'a process without one'],
  ],
  positionals: { target: LIVE_TARGET },
  options: { json: JSON_OUTPUT, ...TARGET_OPTIONS },
  async run(args, context) {
    const [target] = targetsOf(args.target, args);
    const findings = await examineTarget(target, args, context);
    context.stdout.write(args.json ? renderFindingsJson(findings) : renderFindings(findings));
    if (context.signal.aborted) return 130;
    return findings.some(({ level }) => level === 'problem') ? 1 : 0;
  },
};
