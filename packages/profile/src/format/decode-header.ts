import { HeaptideError } from '../heaptide-error.js';
import { MOST_ROWS } from './scan-profile.js';
import { stringId } from './string-id.js';
import type { ValueType } from '../profile.js';
import type { StringTable } from '../string-table.js';
import { PROFILE, VALUE_TYPE } from './profile-fields.js';
import type { ProfileHeader } from '../build/profile-header.js';
import type { WireReader } from './wire-reader.js';
import { LENGTH, VARINT } from './wire-type.js';

const MOST_SAMPLE_TYPES = 1024;

/** Reads the fields of the top level that are no table; `fields`: where they begin. */
export function decodeHeader(reader: WireReader, fields: Int32Array, strings: StringTable): ProfileHeader {
  const text = () => strings.get(stringId(reader, strings));
  const sampleTypes: ValueType[] = [];
  const comments: string[] = [];
  const header = {
    sampleTypes,
    defaultSampleType: '',
    periodType: { type: '', unit: '' },
    exactPeriod: 0n,
    timeNanos: 0n,
    durationNanos: 0n,
    comments,
    dropFrames: '',
    keepFrames: '',
    docUrl: '',
  };
  for (const field of fields) {
    reader.position = field;
    reader.next();
    switch (reader.field) {
      case PROFILE.sampleType:
        if (sampleTypes.length === MOST_SAMPLE_TYPES) {
          throw reader.unrecognized(`more than ${MOST_SAMPLE_TYPES} sample types`);
        }
        sampleTypes.push(valueType(reader, strings));
        break;
      case PROFILE.periodType:
        header.periodType = valueType(reader, strings);
        break;
      case PROFILE.timeNanos:
        if (header.timeNanos !== 0n) {
          throw reader.notAProfile('parsing profile: concatenated profiles detected: time_nanos comes twice');
        }
        header.timeNanos = reader.int64();
        break;
      case PROFILE.durationNanos:
        header.durationNanos = reader.int64();
        break;
      case PROFILE.period:
        header.exactPeriod = reader.int64();
        break;
      case PROFILE.comment:
        decodeComments(reader, strings, comments);
        break;
      case PROFILE.dropFrames:
        header.dropFrames = text();
        break;
      case PROFILE.keepFrames:
        header.keepFrames = text();
        break;
      case PROFILE.defaultSampleType:
        header.defaultSampleType = text();
        break;
      case PROFILE.docUrl:
        header.docUrl = text();
        break;
      default:
        reader.skip();
    }
  }
  const { exactPeriod, ...rest } = header;
  const period = Number(exactPeriod);
  return { ...rest, period, ...(!Number.isSafeInteger(period) && { exactPeriod }) };
}

/** One, or a packed list. */
function decodeComments(reader: WireReader, strings: StringTable, comments: string[]): void {
  const add = () => {
    if (comments.length === MOST_ROWS) {
      throw new HeaptideError('HT_E_TOO_LARGE', `the profile has more than ${MOST_ROWS} comments`);
    }
    comments.push(strings.get(stringId(reader, strings)));
  };
  if (reader.wire !== LENGTH) {
    add();
    return;
  }
  const outer = reader.enter();
  reader.wire = VARINT;
  while (reader.position < reader.end) add();
  reader.leave(outer);
}

function valueType(reader: WireReader, strings: StringTable): ValueType {
  const outer = reader.enter();
  let type = '';
  let unit = '';
  while (reader.next()) {
    if (reader.field === VALUE_TYPE.type) type = strings.get(stringId(reader, strings));
    else if (reader.field === VALUE_TYPE.unit) unit = strings.get(stringId(reader, strings));
    else reader.skip();
  }
  reader.leave(outer);
  return { type, unit };
}
