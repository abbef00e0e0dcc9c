import { linkSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { saveCapture } from '@heaptide/targets';
import { GrowthCaptures, type ServiceShape } from '../growth-captures.js';

/** The captures of one service as files, the oldest first. */
export interface CaptureFiles {
  readonly paths: readonly string[];
  /** A directory of the first `count` of them, as `heaptide watch --save` leaves one. */
  series(count: number): string;
  remove(): void;
}

/** Written before anything is measured, since making a capture takes longer than judging it. */
export async function writeCaptureFiles(shape: ServiceShape, count: number): Promise<CaptureFiles> {
  const root = mkdtempSync(join(tmpdir(), 'heaptide-bench-tui-'));
  const all = join(root, 'all');
  const source = new GrowthCaptures(shape);
  const paths: string[] = [];
  try {
    while (paths.length < count) {
      const { metadata, bytes } = await source.nextFile();
      paths.push(await saveCapture({ capture: { metadata }, bytes }, all));
    }
  } catch (error) {
    rmSync(root, { recursive: true });
    throw error;
  }
  return {
    paths,
    series: (length) => {
      const directory = join(root, `first-${length}`);
      mkdirSync(directory);
      for (const path of paths.slice(0, length)) linkSync(path, join(directory, basename(path)));
      return directory;
    },
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
}
