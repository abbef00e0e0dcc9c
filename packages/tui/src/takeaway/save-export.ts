import { relative, resolve } from 'node:path';
import { longBytes, safeText } from '@heaptide/report';
import { HeaptideError } from '@heaptide/targets';
import { EXPORT_ENDINGS, exportContent, type ExportSubject } from './export-content.js';
import { exportFileName } from './export-file-name.js';
import { writeExport } from './write-export.js';

export interface ExportRequest {
  readonly subject: ExportSubject;
  /** Of the process; raw text. */
  readonly service: string;
  /** Milliseconds since 1970: when what it shows was captured. */
  readonly time: number;
  /** Where the file goes; by default where we were started. */
  readonly folder?: string;
}

/** Writes an export, and gives the line that says where it is, or why it is nowhere. */
export async function saveExport(request: ExportRequest): Promise<string> {
  const { subject, service, time, folder = process.cwd() } = request;
  const name = exportFileName({ service, time, ...EXPORT_ENDINGS[subject.kind] });
  try {
    const { path, bytes } = await writeExport(folder, name, exportContent(subject));
    return `exported ${longBytes(bytes)} to ${shown(path)}`;
  } catch (error) {
    if (!(error instanceof HeaptideError)) throw error;
    return safeText(`not exported: ${error.message}`);
  }
}

function shown(path: string): string {
  const near = relative(process.cwd(), resolve(path));
  return safeText(near.startsWith('..') ? path : `./${near}`);
}
