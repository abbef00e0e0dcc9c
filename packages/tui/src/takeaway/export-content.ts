import type { GrowthReport } from '@heaptide/growth';
import { renderGrowthJson, renderGrowthMarkdown } from '@heaptide/report';
import { type FlameOptions, type FlameTree, renderFlameSvg } from '@heaptide/report/flame';

/** What can be taken to a file. */
export type ExportSubject =
  | { readonly kind: 'pprof'; /** As it was received: gzipped. */ readonly bytes: Uint8Array }
  | { readonly kind: 'svg'; readonly tree: FlameTree; readonly options?: FlameOptions }
  | { readonly kind: 'json'; readonly report: GrowthReport }
  | { readonly kind: 'markdown'; readonly report: GrowthReport };

export type ExportKind = ExportSubject['kind'];

/** Last parts of the name of a file, by what is in it. */
export const EXPORT_ENDINGS: Readonly<
  Record<ExportKind, { readonly kind: string; readonly extension: string }>
> = {
  pprof: { kind: 'heap', extension: 'pb.gz' },
  svg: { kind: 'flame', extension: 'svg' },
  json: { kind: 'growth', extension: 'json' },
  markdown: { kind: 'growth', extension: 'md' },
};

/** The content of the file, the same that the command of its name prints. */
export function exportContent(subject: ExportSubject): string | Uint8Array {
  switch (subject.kind) {
    case 'pprof':
      return subject.bytes;
    case 'svg':
      return renderFlameSvg(subject.tree, subject.options);
    case 'json':
      return renderGrowthJson(subject.report);
    case 'markdown':
      return renderGrowthMarkdown(subject.report);
  }
}
