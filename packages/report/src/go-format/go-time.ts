import { zoneAbbreviation, zoneNamePart } from './zone-abbreviation.js';

/** `2026-11-22 13:07:34 UTC`: a moment in nanoseconds since 1970, as reports head it. `zone`: an IANA name. */
export function goTime(nanos: bigint, zone = localZone()): string {
  const { clock, offset, abbreviation } = inZone(nanos, zone);
  return `${clock} ${abbreviation ?? offset.replace(/00$/, '')}`;
}

/** `2026-11-22 13:07:34.032 +0000 UTC`: as a Go time prints itself. `zone`: an IANA name. */
export function goTimestamp(nanos: bigint, zone = localZone()): string {
  const { clock, offset, abbreviation } = inZone(nanos, zone);
  const fraction = modulo(nanos, 1_000_000_000n).toString().padStart(9, '0').replace(/0+$/, '');
  return `${clock}${fraction === '' ? '' : `.${fraction}`} ${offset} ${abbreviation ?? offset.replace(/00$/, '')}`;
}

/** The zone of this process, from TZ or the system; UTC where it is not known, as in Go. */
function localZone(): string {
  // Loading Intl takes longer than a small report, and where services run, clocks keep UTC.
  if (new Date().toString().endsWith('GMT+0000 (Coordinated Universal Time)')) return 'UTC';
  const zone = new Intl.DateTimeFormat().resolvedOptions().timeZone as string | undefined;
  return zone === undefined || zone === 'Etc/Unknown' ? 'UTC' : zone;
}

function inZone(nanos: bigint, zone: string): { clock: string; offset: string; abbreviation?: string } {
  const ms = Number((nanos - modulo(nanos, 1_000_000n)) / 1_000_000n);
  if (zone === 'UTC') return { clock: clockOf(ms), offset: '+0000', abbreviation: 'UTC' };
  const seconds = offsetSeconds(zoneNamePart(zone, ms, 'longOffset'));
  const clock = clockOf(ms + seconds * 1000);
  const abbreviation = zoneAbbreviation(zone, ms);
  return { clock, offset: offsetText(seconds), ...(abbreviation === undefined ? {} : { abbreviation }) };
}

function clockOf(ms: number): string {
  return new Date(ms).toISOString().slice(0, 19).replace('T', ' ');
}

/** From `GMT`, `GMT-03:30` or, before standard time, `GMT+00:53:28`. */
function offsetSeconds(name: string): number {
  const [, sign, hours = '0', minutes = '0', seconds = '0'] =
    /^GMT(?:([+-])(\d+):(\d+)(?::(\d+))?)?$/.exec(name) ?? [];
  return (sign === '-' ? -1 : 1) * (Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds));
}

function offsetText(seconds: number): string {
  const minutes = Math.trunc(Math.abs(seconds) / 60);
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${seconds < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}${two(minutes % 60)}`;
}

/** From 0 to `by` - 1, also of a moment before 1970. */
function modulo(value: bigint, by: bigint): bigint {
  return ((value % by) + by) % by;
}
