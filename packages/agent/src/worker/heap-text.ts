import {
  type CaptureMetadata,
  locationFrames,
  type LocationId,
  longBytes,
  type Profile,
} from '@heaptide/profile/write';

const ROWS = 50;

interface Site {
  readonly name: string;
  readonly place: string;
  bytes: number;
  objects: number;
}

/** A capture to be read as it stands: what holds most, by the function that allocated it. */
export function heapText(profile: Profile, metadata: CaptureMetadata): string {
  const sites = [...sitesOf(profile)].sort((a, b) => b.bytes - a.bytes);
  const total = sites.reduce((sum, site) => sum + site.bytes, 0);
  const shown = sites.slice(0, ROWS);
  const head = [
    `service ${metadata.service}, pid ${metadata.pid}, ${metadata.time}, gc ${metadata.gc}, interval ${metadata.interval} B`,
    `heap used ${longBytes(metadata.heapUsed)}, limit ${longBytes(metadata.heapLimit)}, rss ${longBytes(metadata.rss)}, external ${longBytes(metadata.external)}`,
    `${longBytes(total)} sampled in use, ${shown.length} of ${sites.length} allocation sites`,
    '',
    row('in use', 'objects', 'allocation site'),
  ];
  const rows = shown.map(({ bytes, objects, name, place }) =>
    row(longBytes(bytes), String(objects), `${name} ${place}`),
  );
  return [...head, ...rows, ''].join('\n');
}

function sitesOf(profile: Profile): Iterable<Site> {
  const { samples } = profile;
  const sites = new Map<number, Site>();
  for (let sample = 0; sample < samples.length; sample++) {
    const leaf = samples.stack[samples.stackOffsets[sample]!]! as LocationId;
    const site = sites.get(leaf) ?? emptySite(profile, leaf);
    site.objects += samples.values[2 * sample]!;
    site.bytes += samples.values[2 * sample + 1]!;
    sites.set(leaf, site);
  }
  return sites.values();
}

function emptySite(profile: Profile, location: LocationId): Site {
  const { name, file, line, column } = locationFrames(profile, location)[0]!;
  return { name, place: `${file}:${line}:${column}`, bytes: 0, objects: 0 };
}

function row(bytes: string, objects: string, site: string): string {
  return `${bytes.padStart(12)} ${objects.padStart(10)}  ${site}`;
}
