/** One life of a program: its process, which `startedAt` tells from a later one under the same pid. */
export interface RingLife {
  readonly service: string;
  readonly pid: number;
  /** Milliseconds of the epoch. */
  readonly startedAt: number;
}

/** `heap`: the JS heap; `external`: Buffers and ArrayBuffers. */
export type CaptureKind = 'heap' | 'external';

/** What the name of a capture's file tells. */
export interface CaptureName {
  readonly life: RingLife;
  /** Milliseconds of the epoch. */
  readonly time: number;
  readonly kind: CaptureKind;
}

const TEMPORARY = '.tmp';
const MAX_SERVICE_LENGTH = 64;
const NAME =
  /^(\d{4}-\d\d-\d\d)T(\d\d)-(\d\d)-(\d\d)-(\d{3})Z-([\w.-]{1,64})-(\d{1,10})-([0-9a-z]{1,9})\.(heap|external)\.pb\.gz$/;

/**
 * A capture's file name: `TIME-SERVICE-PID-START.KIND.pb.gz`. Names sort by time; START is the start of the process in
 * milliseconds, base 36, since a container's process has pid 1 in every life.
 */
export function captureName({ life, time, kind }: CaptureName): string {
  const moment = new Date(time).toISOString().replace(/[:.]/g, '-');
  return `${moment}-${lifeKey(life)}.${kind}.pb.gz`;
}

/** Reads a name made by {@link captureName}; `undefined` for any other. */
export function parseCaptureName(name: string): CaptureName | undefined {
  const [, date, hour, minute, second, millisecond, service, pid, start, kind] = NAME.exec(name) ?? [];
  if (kind === undefined) return undefined;
  const time = Date.parse(`${date}T${hour}:${minute}:${second}.${millisecond}Z`);
  if (Number.isNaN(time)) return undefined;
  const life = { service: service!, pid: Number(pid), startedAt: Number.parseInt(start!, 36) };
  return { life, time, kind: kind as CaptureKind };
}

/** The name that a capture's file has until it is whole. */
export function temporaryName(name: string): string {
  return name + TEMPORARY;
}

/** Reads a name made by {@link temporaryName}; `undefined` for any other. */
export function parseTemporaryName(name: string): CaptureName | undefined {
  return name.endsWith(TEMPORARY) ? parseCaptureName(name.slice(0, -TEMPORARY.length)) : undefined;
}

/** The same text for the same life, safe in a file name. */
export function lifeKey({ service, pid, startedAt }: RingLife): string {
  const name = service.replace(/[^\w.-]+/g, '_').slice(0, MAX_SERVICE_LENGTH);
  return `${name === '' ? 'profile' : name}-${pid}-${Math.trunc(startedAt).toString(36)}`;
}
