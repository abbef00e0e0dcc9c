import type { Profile } from '@heaptide/profile';
import { PPROF_OPTIONS, type PprofOption, type PprofOptions } from '@heaptide/report/pprof';
import { goNumber } from '../command-line/go-number.js';

/** The options and their values, as the command `o` lists them. */
export function optionList({ sampleTypes }: Profile, options: PprofOptions): string {
  const types = sampleTypes.map(({ type }) => type);
  return PPROF_OPTIONS.filter(({ name }) => name !== 'source_path')
    .map((option) => {
      const { value, remark } = describe(option, options, types);
      const comment = remark === '' ? '' : `//: ${remark}`;
      return `  ${option.name.padEnd(25)} = ${value.padEnd(20)} ${comment}`;
    })
    .sort()
    .map((row) => `${row}\n`)
    .join('');
}

function describe(
  { name, choices }: PprofOption,
  options: PprofOptions,
  types: readonly string[],
): { value: string; remark: string } {
  const given = options[name];
  const value = typeof given === 'number' ? goNumber(given) : String(given);
  const oneOf = (values: readonly string[]) => `[${values.join(' | ')}]`;
  if (choices !== undefined) {
    const shown = name === 'granularity' && value === '' ? '(default)' : value;
    return { value: shown, remark: oneOf([...choices].sort()) };
  }
  if (name === 'sample_index') return { value: value || (types.at(-1) ?? ''), remark: oneOf(types) };
  if (name === 'nodecount' && value === '-1') return { value, remark: 'default' };
  return { value: value === '' ? '""' : value, remark: '' };
}
