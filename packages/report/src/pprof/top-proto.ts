import { ProfileBuilder, type Profile, scaleValue, truncate } from '@heaptide/profile';
import { inOneUnit, type Report } from './report.js';
import { trimmedGraph } from './trimmed-graph.js';

/** The nodes of the table of functions as a profile: one sample each, with `cum` and `flat`. */
export function topProfile(untrimmed: Report): Profile {
  const { nodes } = trimmedGraph(untrimmed);
  const report = inOneUnit(untrimmed, nodes);
  const { profile, sampleUnit, unit } = report;
  const builder = new ProfileBuilder({
    sampleTypes: [
      { type: 'cum', unit },
      { type: 'flat', unit },
    ],
    periodType: profile.periodType,
    period: profile.period,
    timeNanos: profile.timeNanos,
    durationNanos: profile.durationNanos,
  });
  const scaled = (value: number): number => truncate(scaleValue(value, sampleUnit, unit).value);
  for (const { info, flatValue, cumValue } of nodes) {
    const func = builder.func({ name: info.name, filename: info.file, startLine: info.startLine });
    const location = builder.location({
      address: info.address,
      lines: [{ function: func, line: info.line, column: info.column }],
    });
    builder.sample({ stack: [location], values: [scaled(cumValue), scaled(flatValue)] });
  }
  return builder.build();
}
