import { divide, findNodes, labelSets, printableName, weightAt } from '@heaptide/profile';
import { compareUtf8 } from '@heaptide/profile';
import { valueLabel } from '../go-format/value-label.js';
import { profileHeader } from './header.js';
import { formatAmount, type Report, weightsOf } from './report.js';

const SEPARATOR = '-----------+-------------------------------------------------------';

/** Every sample with its labels and its stack. Samples with an empty stack are left out. */
export function renderTraces(report: Report): string {
  const { profile, options, labelUnits } = report;
  const { stack, stackOffsets, length } = profile.samples;
  const { nodes, offsets, nodesAt } = findNodes(profile);
  const names = nodes.map(printableName);
  const weights = weightsOf(profile, report.column);
  const divisors = options.mean ? weightsOf(profile, 0) : undefined;
  const lines = profileHeader(report);
  // The header of a profile that says nothing of itself is an empty line.
  if (lines.length === 0) lines.push('');
  for (let sample = 0; sample < length; sample++) {
    const from = stackOffsets[sample]!;
    const to = stackOffsets[sample + 1]!;
    if (from === to) continue;
    const { texts, numbers } = labelSets(profile, sample);
    const labelLine = (key: string, values: readonly string[]): string =>
      `${key.padStart(10)}:  ${values.join(' ')}`;
    lines.push(
      SEPARATOR,
      ...[...texts].map(([key, values]) => labelLine(key, values)).sort(compareUtf8),
      ...[...numbers]
        .map(([key, { exact }]) =>
          labelLine(
            key,
            exact.map((value) => valueLabel(value, labelUnits.get(key) ?? '')),
          ),
        )
        .sort(compareUtf8),
    );
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
