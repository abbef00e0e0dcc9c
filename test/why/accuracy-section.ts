import { readFile, rename, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { pageSection, withSection } from '../corpus/page-section.js';
import { missLines, programTable, shareTable } from './outcome-tables.js';
import type { WhyOutcome } from './outcomes.js';

const PAGE = fileURLToPath(new URL('../../docs/accuracy.md', import.meta.url));

export interface WhyFindings {
  readonly outcomes: readonly WhyOutcome[];
  readonly repeats: number;
}

/** Writes the part on `why` of docs/accuracy.md anew, and leaves the rest of the page. */
export async function writeAccuracySection(findings: WhyFindings): Promise<void> {
  const page = await readFile(PAGE, 'utf8');
  await writeFile(`${PAGE}.new`, withSection(page, pageSection('test/why', sectionText(findings))));
  await rename(`${PAGE}.new`, PAGE);
}

function sectionText({ outcomes, repeats }: WhyFindings): string {
  const programs = [...new Set(outcomes.map(({ program }) => program))];
  const leaking = programs.filter(({ leaks }) => leaks).length;
  const misses = missLines(outcomes);
  return `## Who keeps it

How often \`heaptide why\` names what keeps the objects of a site. \`npm run corpus:why -- --docs\` runs the programs of
\`test/why/manifest.json\`, ${leaking} that leak and ${programs.length - leaking} that do not, each as a process of its own that is kept at work, asks
over the inspector's socket ${repeats === 1 ? 'once' : `${repeats} times`}, and writes this part of the page.

An answer is right when it names the state, the collection's name and kind, and the path to it, as the manifest has them.
\`not reached\` accuses nothing: the answer says that the objects stay, and that it does not know where. Some are held by
what no walk can reach (promise reactions, timers, WeakMap values, what is behind a Proxy); they are counted apart.

${shareTable(outcomes)}

${misses.length === 0 ? 'All answers were right.' : `What was not right:\n\n${misses.map((line) => `- ${line}`).join('\n')}`}

### Who keeps it, by program

${programTable(outcomes)}`;
}
