import { readFile, rename, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { pageSection, withSection } from '../corpus/page-section.js';
import { missLines, programTable, shareTable, snapshotTable } from './outcome-tables.js';
import type { WhyOutcome } from './outcomes.js';

const PAGE = fileURLToPath(new URL('../../docs/accuracy.md', import.meta.url));

export interface WhyFindings {
  readonly outcomes: readonly WhyOutcome[];
  readonly repeats: number;
}

/** Writes the part on `why` of docs/accuracy.md anew, and leaves the rest of the page. */
export async function writeAccuracySection(findings: WhyFindings): Promise<void> {
  await putOnPage('test/why', sectionText(findings));
}

/** Writes the part on what a heap snapshot adds to the walk, and leaves the rest of the page. */
export async function writeSnapshotSection(outcomes: readonly WhyOutcome[]): Promise<void> {
  await putOnPage('test/why --mode snapshot', snapshotText(outcomes));
}

async function putOnPage(writer: string, text: string): Promise<void> {
  const page = await readFile(PAGE, 'utf8');
  await writeFile(`${PAGE}.new`, withSection(page, pageSection(writer, text)));
  await rename(`${PAGE}.new`, PAGE);
}

function snapshotText(outcomes: readonly WhyOutcome[]): string {
  return `### What \`--mode snapshot\` adds

The programs above whose holder the walk does not name, asked with a heap snapshot as well
(\`npm run corpus:why -- --mode snapshot --docs\`). Where no call of the site has an object to be caught, none is taken.

${snapshotTable(outcomes)}

${missList(outcomes)}`;
}

function missList(outcomes: readonly WhyOutcome[]): string {
  const misses = missLines(outcomes);
  return misses.length === 0
    ? 'All answers were right.'
    : `What was not right:\n\n${misses.map((line) => `- ${line}`).join('\n')}`;
}

function sectionText({ outcomes, repeats }: WhyFindings): string {
  const programs = [...new Set(outcomes.map(({ program }) => program))];
  const leaking = programs.filter(({ leaks }) => leaks).length;
  return `## Who keeps it

How often \`heaptide why\` names what keeps the objects of a site. \`npm run corpus:why -- --docs\` runs the programs of
\`test/why/manifest.json\`, ${leaking} that leak and ${programs.length - leaking} that do not, each as a process of its own that is kept at work, asks
over the inspector's socket ${repeats === 1 ? 'once' : `${repeats} times`}, and writes this part of the page.

An answer is right when it names the state, the collection's name and kind, and the path to it, as the manifest has them.
\`not reached\` accuses nothing: the answer says that the objects stay, and that it does not know where. Some are held by
what no walk can reach (promise reactions, stores of AsyncLocalStorage, native handles); they are counted apart.

${shareTable(outcomes)}

${missList(outcomes)}

### Who keeps it, by program

${programTable(outcomes)}`;
}
