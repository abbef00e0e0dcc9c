import type { Compared } from './compare.js';
import type { ProcessCost } from './measure-process.js';

/** One command on profiles of one size: Go's, and the programs compared with it. */
export interface Row {
  readonly samples: number;
  readonly command: string;
  readonly peer: ProcessCost;
  readonly others: Readonly<Record<string, Compared>>;
}

/** What the table was measured with. */
export interface Versions {
  readonly node: string;
  readonly go: string;
  readonly cores: number;
}

/** The table of a run of profile.ts, in Markdown. */
export function profileTable(rows: readonly Row[], { node, go, cores }: Versions): string {
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
