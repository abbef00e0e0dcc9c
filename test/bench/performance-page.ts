import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Compared } from './compare.js';
import type { ProcessCost } from './measure-process.js';

export interface Row {
  readonly samples: number;
  readonly command: string;
  readonly peer: ProcessCost;
  readonly others: Readonly<Record<string, Compared>>;
}

export interface Versions {
  readonly node: string;
  readonly go: string;
  readonly cores: number;
}

const PAGE = fileURLToPath(import.meta.resolve('../../docs/performance.md'));
const BEGIN = '<!-- written by test/bench/profile.ts -->';
const END = '<!-- end -->';

/** Puts the table of a run between its marks in docs/performance.md. */
export function updatePerformancePage(rows: readonly Row[], versions: Versions): void {
  const page = readFileSync(PAGE, 'utf8');
  const [from, to] = [page.indexOf(BEGIN), page.indexOf(END)];
  if (from === -1 || to < from) throw new Error(`${PAGE} has lost the marks of its table`);
  const table = `${BEGIN}\n\n${tableOf(rows, versions)}\n\n`;
  writeFileSync(`${PAGE}.new`, page.slice(0, from) + table + page.slice(to));
  renameSync(`${PAGE}.new`, PAGE);
}

function tableOf(rows: readonly Row[], { node, go, cores }: Versions): string {
  const lines = [
    `Node ${node}, ${go}, ${cores} cores.`,
    '',
    '| samples | command | go tool pprof: wall, CPU, RSS | program | wall, CPU, RSS | wall × | CPU × | RSS × |',
    '| --- | --- | --- | --- | --- | --- | --- | --- |',
  ];
  for (const { samples, command, peer, others } of rows) {
    for (const [name, { cost, ratio }] of Object.entries(others)) {
      const cells = [
        samples.toLocaleString('en-US'),
        `\`${command}\``,
        costCell(peer),
        name,
        costCell(cost),
        ...[ratio.wall, ratio.cpu, ratio.rss].map((value) => value.toFixed(2)),
      ];
      lines.push(`| ${cells.join(' | ')} |`);
    }
  }
  return lines.join('\n');
}

function costCell({ wallMs, cpuMs, peakRssBytes }: ProcessCost): string {
  return `${(wallMs / 1000).toFixed(2)} s, ${(cpuMs / 1000).toFixed(2)} s, ${Math.round(peakRssBytes / 2 ** 20)} MiB`;
}
