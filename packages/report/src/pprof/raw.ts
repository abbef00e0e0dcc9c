import { compareUtf8, labelSets, type NumericLabel, type Profile } from '@heaptide/profile';
import { goDuration } from '../go-format/go-duration.js';
import { goTimestamp } from '../go-format/go-time.js';

const FLAG_NAMES = ['FN', 'FL', 'LN', 'IN'];
const LABEL_INDENT = ' '.repeat(16);
const LINE_INDENT = ' '.repeat(13);

/** All that is in a profile, row by row. */
export function renderRaw(profile: Profile): string {
  const { sampleTypes, defaultSampleType, periodType } = profile;
  const types = sampleTypes.map(
    ({ type, unit }) => `${type}/${unit}${type === defaultSampleType ? '[dflt]' : ''} `,
  );
  const lines = profile.comments.map((comment) => `Comment: ${comment}`);
  if (profile.docUrl !== '') lines.push(`Doc: ${profile.docUrl}`);
  lines.push(`PeriodType: ${periodType.type} ${periodType.unit}`);
  lines.push(`Period: ${profile.exactPeriod ?? profile.period}`);
  if (profile.timeNanos !== 0n) lines.push(`Time: ${goTimestamp(profile.timeNanos)}`);
  if (profile.durationNanos !== 0n) {
    // The reference cuts the text of a duration to four characters, and so do those who compare with it.
    lines.push(`Duration: ${goDuration(profile.durationNanos).slice(0, 4)}`);
  }
  lines.push('Samples:', types.join('').trim());
  for (let row = 0; row < profile.samples.length; row++) lines.push(...sampleLines(profile, row));
  lines.push('Locations');
  for (let row = 0; row < profile.locations.length; row++) {
    for (const line of locationLines(profile, row)) lines.push(line);
  }
  lines.push('Mappings');
  for (let row = 0; row < profile.mappings.length; row++) lines.push(mappingLine(profile, row));
  return `${lines.join('\n')}\n`;
}

function sampleLines(profile: Profile, row: number): string[] {
  const { stack, stackOffsets, values, exactValues } = profile.samples;
  const width = profile.sampleTypes.length;
  let line = '';
  for (let i = row * width; i < (row + 1) * width; i++) {
    line += ` ${String(exactValues?.[i] ?? values[i]!).padStart(10)}`;
  }
  line += ': ';
  for (let i = stackOffsets[row]!; i < stackOffsets[row + 1]!; i++)
    line += `${idOf(profile.locations, stack[i]!)} `;
  const { texts, numbers } = labelSets(profile, row);
  const lines = [line];
  const list = (entries: string[]): void => {
    if (entries.length > 0) lines.push(LABEL_INDENT + entries.sort(compareUtf8).join(' '));
  };
  list([...texts].map(([key, each]) => `${key}:[${each.join(' ')}]`));
  list([...numbers].map(([key, each]) => `${key}:[${numberTexts(each).join(' ')}]`));
  return lines;
}

function numberTexts({ exact, units }: NumericLabel): string[] {
  return exact.map((value, i) => (units.length === 0 ? String(value) : `${value} ${units[i]!}`));
}

function locationLines({ strings, functions, locations, mappings }: Profile, row: number): string[] {
  const mapping = locations.mapping[row]!;
  const head =
    `${idOf(locations, row).padStart(6)}: 0x${locations.address[row]!.toString(16)} ` +
    `${mapping === -1 ? '' : `M=${idOf(mappings, mapping)} `}${locations.folded[row] === 1 ? '[F] ' : ''}`;
  const lines: string[] = [];
  for (let line = locations.lineOffsets[row]!; line < locations.lineOffsets[row + 1]!; line++) {
    const func = locations.lineFunction[line]!;
    const name = strings.get(functions.name[func]!);
    const systemName = strings.get(functions.systemName[func]!);
    const place = `${strings.get(functions.filename[func]!)}:${locations.lineNumber[line]!}:${locations.lineColumn[line]!}`;
    lines.push(
      `${lines.length === 0 ? head : LINE_INDENT}${name} ${place} s=${functions.startLine[func]!}` +
        (name === systemName ? '' : `(${systemName})`),
    );
  }
  return lines.length === 0 ? [head] : lines;
}

function mappingLine({ strings, mappings }: Profile, row: number): string {
  const hex = (value: bigint): string => `0x${value.toString(16)}`;
  const range = [mappings.memoryStart[row]!, mappings.memoryLimit[row]!, mappings.fileOffset[row]!];
  const flags = FLAG_NAMES.filter((_, bit) => (mappings.flags[row]! & (1 << bit)) !== 0);
  const names = `${strings.get(mappings.filename[row]!)} ${strings.get(mappings.buildId[row]!)}`;
  return `${idOf(mappings, row)}: ${range.map(hex).join('/')} ${names} ${flags.map((flag) => `[${flag}]`).join('')}`;
}

/** The id that a row has in the file. */
function idOf({ ids }: { readonly ids?: BigUint64Array }, row: number): string {
  return String(ids?.[row] ?? row + 1);
}
