import type { Frame, SiteReport } from '@heaptide/growth';
import type { GrowthMeasurement } from './measure-growth.js';

const MOST_SITES = 5;
const MOST_FRAMES = 6;
// What a profile calls a function or a file may be anything, and the message ends on a terminal.
const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}]/gu;
const LONGEST_NAME = 200;

/** What grows, by how much a call, and how it came to be allocated. */
export function growthMessage(
  { calls, report, interval }: Pick<GrowthMeasurement, 'calls' | 'report' | 'interval'>,
  sites: readonly SiteReport[],
): string {
  const shown = sites.slice(0, MOST_SITES);
  const left = sites.length - shown.length;
  return [
    `memory grows with every call: ${sites.length === 1 ? '1 site' : `${sites.length} sites`} in ${calls} calls ` +
      `(${report.captures.length} readings of the heap, a sample every ${interval} B)`,
    ...shown.flatMap((site) => ['', ...siteLines(site)]),
    ...(left > 0 ? ['', `and ${left} more`] : []),
  ].join('\n');
}

function siteLines(site: SiteReport): string[] {
  const { perUnit, low, high } = site.slope;
  const range = `${amount(low)} to ${amount(high)}`;
  const path = [...site.path].reverse();
  const lines = path.slice(0, MOST_FRAMES).map((frame) => `    at ${frameText(frame)}`);
  if (path.length > lines.length) lines.push(`    and ${path.length - lines.length} more frames`);
  return [
    `  ${site.verdict} in ${printable(site.function)}: ${amount(perUnit)} per call (${range})`,
    `    ${printable(site.reason)}`,
    ...lines,
  ];
}

function frameText({ function: name, file, line, column }: Frame): string {
  return `${printable(name)} (${printable(file)}:${line}:${column})`;
}

function printable(text: string): string {
  const kept = text.length > LONGEST_NAME ? `…${text.slice(-LONGEST_NAME)}` : text;
  return kept.replace(
    UNPRINTABLE,
    (character) => `<U+${character.codePointAt(0)!.toString(16).toUpperCase()}>`,
  );
}

/** Bytes in a unit of three digits. */
function amount(bytes: number): string {
  const units = ['B', 'KiB', 'MiB', 'GiB'];
  let unit = 0;
  let value = bytes;
  while (Math.abs(value) >= 1024 && unit < units.length - 1) {
    value /= 1024;
    unit++;
  }
  return `${Math.abs(value) >= 100 || unit === 0 ? Math.round(value) : value.toFixed(1)} ${units[unit]!}`;
}
