import {
  compareUtf8,
  divide,
  findNodes,
  formatValue,
  labelSets,
  nodeInfos,
  printableName,
  type Profile,
  weightAt,
} from '@heaptide/profile';
import { profileHeader } from './header.js';
import { formatAmount, type Report, weightsOf } from './report.js';

const SEPARATOR = '-----------+-------------------------------------------------------';

/** Every sample with its labels and its stack. Samples with an empty stack are left out. */
export function renderTraces(report: Report): string {
  const { profile, options, labelUnits } = report;
  const { stack, stackOffsets, length } = profile.samples;
  const table = findNodes(profile);
  const { offsets, nodesAt } = table;
  const names = nodeInfos(table).map(printableName);
  const weights = weightsOf(profile, report.column);
  const divisors = options.mean ? weightsOf(profile, 0) : undefined;
  const lines = profileHeader(report);
  // The header of a profile that says nothing of itself is an empty line.
  if (lines.length === 0) lines.push('');
  for (let sample = 0; sample < length; sample++) {
    const from = stackOffsets[sample]!;
    const to = stackOffsets[sample + 1]!;
    if (from === to) continue;
    lines.push(SEPARATOR);
    for (const line of labelLines(profile, sample, labelUnits)) lines.push(line);
    const divisor = divisors ? weightAt(divisors, sample) : 0;
    const weight = weightAt(weights, sample);
    let amount = formatAmount(report, divisor === 0 ? weight : divide(weight, divisor)).padStart(10);
    for (let frame = from; frame < to; frame++) {
      const location = stack[frame]!;
      const outermost = offsets[location + 1]! - 1;
      for (let i = offsets[location]!; i <= outermost; i++) {
        lines.push(`${amount}   ${names[nodesAt[i]!]!}${i < outermost ? ' (inline)' : ''}`);
        amount = '          ';
      }
    }
  }
  lines.push(SEPARATOR);
  return `${lines.join('\n')}\n`;
}

/** The texts by key, then the numbers by key. */
function labelLines(profile: Profile, sample: number, units: ReadonlyMap<string, string>): string[] {
  const { texts, numbers } = labelSets(profile, sample);
  const line = (key: string, values: readonly string[]): string =>
    `${' '.repeat(Math.max(0, 10 - Array.from(key).length))}${key}:  ${values.join(' ')}`;
  const textLines = [...texts].map(([key, values]) => line(key, values));
  const numberLines = [...numbers].map(([key, { exact }]) => {
    const unit = units.get(key) ?? '';
    return line(
      key,
      exact.map((value) => formatValue(value, unit)),
    );
  });
  return [...textLines.sort(compareUtf8), ...numberLines.sort(compareUtf8)];
}
