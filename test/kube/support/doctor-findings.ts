import type { CliRun } from '../../support/run-cli.js';

export interface Finding {
  readonly check: string;
  readonly level: string;
  readonly text: string;
  readonly fix?: string;
}

/** What `heaptide doctor --json` has found, by the name of the check; of several the first. Throws where its exit status is another than they ask for. */
export function doctorFindings({ exit, stdout, stderr }: CliRun): Readonly<Record<string, Finding>> {
  const { schema, findings } = JSON.parse(stdout) as { schema: string; findings: readonly Finding[] };
  const wanted = findings.some(({ level }) => level === 'problem') ? 1 : 0;
  if (schema !== 'heaptide.doctor/1' || exit !== wanted) throw new Error(`exit ${exit}: ${stdout}${stderr}`);
  return Object.fromEntries(findings.toReversed().map((finding) => [finding.check, finding]));
}
