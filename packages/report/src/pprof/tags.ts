import { formatValue, type GraphTag, labelSets, sortTags, weightAt } from '@heaptide/profile';
import { alignTable } from '../go-format/align-table.js';
import { percentage } from '../go-format/percentage.js';
import { formatAmount, type Report, weightsOf } from './report.js';

/** What the samples of each label value hold, by label key. */
export function renderTags(report: Report): string {
  const { total } = report;
  const share = (value: number): string => (total > 0 ? ` (${percentage(value, total)})` : '');
  let text = '';
  for (const [key, values] of tagSums(report)) {
    const sum = [...values.values()].reduce((all, value) => all + value, 0);
    text += `${key}:\t Total ${formatAmount(report, sum)} of ${formatAmount(report, total)}${share(sum)}\n`;
    for (const { name, flat } of sortTags(asTags(values), true)) {
      text += ` \t${formatAmount(report, flat)}${share(flat)}:\t ${name}\n`;
    }
    text += '\n';
  }
  return alignTable(text);
}

/** By key in the order of its bytes, then by value. */
function tagSums(report: Report): [string, Map<string, number>][] {
  const { profile, labelUnits, unit } = report;
  const sums = new Map<string, Map<string, number>>();
  const weights = weightsOf(profile, report.column);
  const add = (key: string, value: string, weight: number): void => {
    let values = sums.get(key);
    if (values === undefined) sums.set(key, (values = new Map<string, number>()));
    values.set(value, (values.get(value) ?? 0) + weight);
  };
  for (let sample = 0; sample < profile.samples.length; sample++) {
    const weight = weightAt(weights, sample);
    const { texts, numbers } = labelSets(profile, sample);
    for (const [key, values] of texts) for (const value of values) add(key, value, weight);
    for (const [key, { exact }] of numbers) {
      for (const value of exact) add(key, formatValue(value, labelUnits.get(key) ?? '', unit), weight);
    }
  }
  const keys = sortTags(asTags(new Map([...sums.keys()].map((key) => [key, 0]))), true);
  return keys.map(({ name }) => [name, sums.get(name)!]);
}

function asTags(values: ReadonlyMap<string, number>): GraphTag[] {
  return [...values].map(([name, flat]) => ({
    name,
    unit: '',
    value: 0,
    flat,
    cum: 0,
    flatDivisor: 0,
    cumDivisor: 0,
  }));
}
