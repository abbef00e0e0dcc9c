import { longBytes, markdownPhrase } from '@heaptide/report';
import type { RetainingPath, SnapshotSummary } from '@heaptide/report/snapshot-browse';
import { createDrawingStyle } from '../../drawing/drawing-style.js';
import { fencedBlock } from '../../takeaway/fenced-block.js';
import type { KnownRows } from './face-pages.js';
import { OutlineComposer } from './outline-composer.js';
import { PathComposer } from './path-composer.js';
import type { SnapshotFace } from './snapshot-view.js';

export interface SnapshotPage {
  readonly name: string;
  readonly summary: SnapshotSummary;
  readonly face: SnapshotFace;
  /** Of a face that is an outline. */
  readonly rows: KnownRows | undefined;
  readonly path: RetainingPath | undefined;
}

const WIDTH = 110;
const MOST_ROWS = 60;
const PLAIN = createDrawingStyle({ color: false, ascii: false });

/** What is shown, as a comment on GitHub. Nothing that a snapshot names is markup, mentions anybody or refers to anything. */
export function snapshotMarkdown({ name, summary, face, rows, path }: SnapshotPage): string {
  const { total, suspects } = summary;
  const options = { width: WIDTH, style: PLAIN, total };
  const [suspect] = suspects ?? [];
  return [
    `### heaptide snapshot: ${face}`,
    ...(suspect === undefined ? [] : [`**${markdownPhrase([suspect.text])}**`]),
    markdownPhrase([{ name }, `: ${longBytes(total)}`]),
    fencedBlock(rows === undefined ? pathLines(path, options) : outlineLines(rows, options), 'text'),
  ]
    .join('\n\n')
    .concat('\n');
}

type ComposerOptions = ConstructorParameters<typeof OutlineComposer>[0];

function outlineLines({ length, row }: KnownRows, options: ComposerOptions): readonly string[] {
  const composer = new OutlineComposer(options);
  const known = Array.from({ length: Math.min(length, MOST_ROWS) }, (_, index) => row(index)).filter(
    (each) => each !== undefined,
  );
  return [composer.header(), ...known.map((each) => composer.row(each, { selected: false }))];
}

function pathLines(path: RetainingPath | undefined, options: ComposerOptions): readonly string[] {
  const composer = new PathComposer(options);
  return [composer.header(), ...(path?.steps ?? []).map((step) => composer.row(step, { selected: false }))];
}
