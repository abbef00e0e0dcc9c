import type { Frame } from '@heaptide/growth';
import { locationFrames, type LocationId, ProfileBuilder } from '@heaptide/profile';
import type { SourceMapping } from '../views/source-mapping.js';

/** A place as its source has it, by the source maps that profiles are mapped by; as it is where those tell nothing. */
export function mapFrame(frame: Frame, { apply }: Pick<SourceMapping, 'apply'>): Frame {
  const { function: name, file, line, column } = frame;
  const builder = new ProfileBuilder({
    sampleTypes: [{ type: 'inuse_space', unit: 'bytes' }],
    periodType: { type: 'space', unit: 'bytes' },
    period: 1,
    timeNanos: 0n,
  });
  const func = builder.func({ name, filename: file, startLine: line });
  builder.sample({ stack: [builder.location({ lines: [{ function: func, line, column }] })], values: [0] });
  const [mapped] = locationFrames(apply(builder.build()), 0 as LocationId);
  if (mapped === undefined) return frame;
  return { function: mapped.name, file: mapped.file, line: mapped.line, column: mapped.column };
}
